import { PaymentCard } from "@/components/payments/payment-card";
import { StatusBadge } from "@/components/payments/status-badge";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import type { PaymentView } from "./payment-view";

/** The payment as the thing it is: the stub says what it is worth and why, the slip beside it what it is. */
export function Counterfoil({ view: { id, facts, why } }: { view: PaymentView }) {
  const { amountMinor, currency, precision } = facts;
  return (
    <section
      aria-label="Payment"
      className="relative grid rounded-lg border bg-card shadow-raised md:grid-cols-[minmax(17rem,22rem)_auto_1fr]"
    >
      <div className="grid content-start gap-3 p-5">
        <Money
          {...{ amountMinor, currency, precision }}
          className="font-semibold text-3xl tracking-tight"
          code
        />
        <StatusBadge status={facts.status} />
        <p suppressHydrationWarning className="text-pretty text-muted-foreground">
          {why}
        </p>
      </div>
      <div aria-hidden="true" className="relative max-md:mx-4 md:my-3">
        <div className="h-full max-md:perforation-x md:perforation-y" />
        <span className="notch max-md:hidden -top-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(50%_0_0_0)]" />
        <span className="notch max-md:hidden -bottom-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(0_0_50%_0)]" />
      </div>
      <div className="grid content-center p-5">
        <Facts id={id} facts={facts} />
      </div>
    </section>
  );
}

function Facts({ id, facts }: Pick<PaymentView, "id" | "facts">) {
  return (
    <DefinitionList className="lg:grid-cols-[auto_1fr_auto_1fr]">
      <Definition term="Reference">{facts.merchantReference ?? "–"}</Definition>
      <Definition term="Payment id">
        <ShortId id={id} name="payment id" />
      </Definition>
      <Definition term="Customer">
        {facts.customerName ? (
          <>
            {facts.customerName}
            <span className="block break-all text-muted-foreground text-xs">{facts.customerEmail}</span>
          </>
        ) : (
          "–"
        )}
      </Definition>
      <Definition term="Merchant">{facts.merchantName}</Definition>
      <Definition term="Card">
        <PaymentCard {...facts.card} />
      </Definition>
      <Definition term="Kind">
        {facts.kind}
        <span className="block text-muted-foreground text-xs">{facts.connectorName}</span>
      </Definition>
      <Definition term="Created">
        <Time at={facts.createdAt} />
      </Definition>
      <Definition term="Last change">
        <Time at={facts.updatedAt} />
      </Definition>
    </DefinitionList>
  );
}
