"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { OrderSummary } from "@/components/checkout/order-summary";
import { LockIcon } from "@/components/ui/icons";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { shownLine, typedMinor } from "./amounts";
import { useFormSetting } from "./link-context";
import { isBlank, type LinkValues } from "./link-values";

/** The page the link will open, as it stands. */
export default function LinkPreview({ testMode }: { testMode: boolean }) {
  const { control } = useFormContext<LinkValues>();
  const { merchants, locale } = useFormSetting();
  const [merchantId, amount, currency, reference, lineItems] = useWatch({
    control,
    name: ["merchantId", "amount", "currency", "reference", "lineItems"],
  });
  const merchant = merchants.find(({ id }) => id === merchantId);
  const amountMinor = typedMinor(amount, currency, locale) ?? 0n;
  return (
    <section aria-label="Preview of the payment page">
      <h2 className="mb-2 font-medium text-muted-foreground text-xs">What the customer sees</h2>
      <div className="overflow-hidden rounded-xl border bg-background shadow-raised">
        <p
          aria-hidden="true"
          className="flex items-center gap-1.5 border-b bg-muted px-3 py-2 text-muted-foreground text-xs"
        >
          <LockIcon className="size-3" /> /pay/…
        </p>
        {testMode && (
          <p className="test-stripes px-3 py-1 text-center font-medium text-2xs text-test-foreground">
            <span className="rounded-sm bg-test px-1.5">Test page: no money moves</span>
          </p>
        )}
        <div className="p-4">
          <div className="rounded-lg border bg-card">
            <div className="rounded-t-lg bg-muted/70 p-5">
              <OrderSummary
                merchant={merchant ?? { name: "Merchant", logoColor: "#888888" }}
                amountMinor={amountMinor}
                currency={currency}
                reference={reference.trim() || null}
                lineItems={lineItems
                  .filter((line) => !isBlank(line))
                  .map((line) => shownLine(line, currency, locale))}
                locale={locale}
              />
            </div>
            <div className="perforation-x mx-2" />
            <CardForm pay={`Pay ${formatMoney(ofCurrency(amountMinor, currency), { locale })}`} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** The shape of the customer's own part; nothing in it works. */
function CardForm({ pay }: { pay: string }) {
  const field = "h-7 rounded-md border bg-card";
  return (
    <div aria-hidden="true" className="grid gap-2.5 p-5 pt-4">
      <div className={field} />
      <div className="grid grid-cols-2 gap-2.5">
        <div className={field} />
        <div className={field} />
      </div>
      <div className="figures mt-1 rounded-md bg-primary-surface py-2 text-center font-medium text-primary">
        {pay}
      </div>
    </div>
  );
}
