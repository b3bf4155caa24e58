import { currentReader } from "@/app/reader";
import { PaymentCard } from "@/components/payments/payment-card";
import { paymentStatus } from "@/components/payments/payment-status";
import { StatusBadge } from "@/components/payments/status-badge";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { formatTime } from "@/components/ui/time-text";
import { spellId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/format";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { KIND_NAMES } from "../list/filter-names";
import { whyInState } from "./why";

/** The payment as the thing it is: the stub says what it is worth and why, the slip beside it what it is. */
export async function Counterfoil({ detail }: { detail: PaymentDetail }) {
  const { payment } = detail;
  const { currency, precision } = payment;
  const reader = await currentReader();
  const why = whyInState(detail, {
    when: (at) => formatTime(at, reader),
    money: (amountMinor) => formatMoney(amountMinor, currency, { locale: reader.locale, precision }),
  });
  return (
    <section
      aria-label="Payment"
      className="relative grid rounded-lg border bg-card shadow-raised md:grid-cols-[minmax(17rem,22rem)_auto_1fr]"
    >
      <div className="grid content-start gap-3 p-5">
        <Money
          amountMinor={payment.initialAmountMinor}
          currency={currency}
          precision={precision}
          className="font-semibold text-3xl tracking-tight"
          code
        />
        <StatusBadge status={paymentStatus(payment)} />
        <p className="text-pretty text-muted-foreground">{why}</p>
      </div>
      <div aria-hidden="true" className="relative max-md:mx-4 md:my-3">
        <div className="h-full max-md:perforation-x md:perforation-y" />
        <span className="notch max-md:hidden -top-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(50%_0_0_0)]" />
        <span className="notch max-md:hidden -bottom-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(0_0_50%_0)]" />
      </div>
      <div className="grid content-center p-5">
        <DefinitionList className="lg:grid-cols-[auto_1fr_auto_1fr]">
          <Definition term="Reference">{payment.merchantReference ?? "–"}</Definition>
          <Definition term="Payment id">
            <ShortId id={spellId("pay", payment.id)} name="payment id" />
          </Definition>
          <Definition term="Customer">
            {payment.customerName ? (
              <>
                {payment.customerName}
                <span className="block break-all text-muted-foreground text-xs">{payment.customerEmail}</span>
              </>
            ) : (
              "–"
            )}
          </Definition>
          <Definition term="Merchant">{payment.merchantName}</Definition>
          <Definition term="Card">
            <PaymentCard brand={payment.cardBrand} last4={payment.cardLast4} />
          </Definition>
          <Definition term="Kind">
            {KIND_NAMES[payment.kind]}
            <span className="block text-muted-foreground text-xs">{payment.connectorName}</span>
          </Definition>
          <Definition term="Created">
            <Time at={payment.createdAt} />
          </Definition>
          <Definition term="Last change">
            <Time at={payment.updatedAt} />
          </Definition>
        </DefinitionList>
      </div>
    </section>
  );
}
