"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { LiveObject } from "@/components/live/live-object";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { LinkActions } from "./link-actions";
import { CheckoutLinkCard } from "./link-card";
import { LinkFacts } from "./link-facts";

export function ShownLink({ isNew, ...hydrated }: Hydrated<"checkout-link"> & { isNew: boolean }) {
  const link = useConsoleQuery("checkout-link", hydrated);
  const { locale } = useReader();
  return (
    <>
      <PageHeader
        up={{ href: "/checkout-links", label: "Checkout links" }}
        title={link.name}
        beside={<LiveObject of="checkout-link" cursor={hydrated.shown.cursor} />}
        actions={
          <LinkActions
            id={link.id}
            amount={formatMoney(ofCurrency(link.amountMinor, link.currency), { locale })}
            mayCreate={link.mayCreate}
            mayCancel={link.mayCancel}
          />
        }
      />
      <div className="grid grid-cols-1 gap-4">
        {isNew && link.stage === "pending" && (
          <Notice tone="positive" title="The link is ready. Copy it and send it to the customer." />
        )}
        <CheckoutLinkCard link={link} locale={locale} />
        <LinkFacts link={link} />
      </div>
    </>
  );
}
