import { PaymentAmount } from "@/components/payments/payment-amount";
import { StatusBadge } from "@/components/payments/status-badge";
import { headlineClass } from "@/components/ui/headline";
import { useReader } from "@/components/ui/reader-context";
import { formatMoney } from "@/lib/money/format";
import { CounterfoilFacts } from "./counterfoil-facts";
import { AgreementNotice, MethodNotice } from "./method-notice";
import type { PaymentView } from "./payment-view";

/** The payment as the thing it is: the stub says what is left of it, why and what next, the slip beside it what it is. */
export function Counterfoil({ view }: { view: PaymentView }) {
  const { facts, outlook, policy } = view;
  const { locale } = useReader();
  const { amountMinor, currency, precision } = facts;
  return (
    <section
      aria-label="Payment"
      className="relative grid grid-cols-[minmax(0,1fr)] rounded-lg border bg-card shadow-raised md:grid-cols-[minmax(17rem,22rem)_auto_1fr]"
    >
      <div className="grid content-start gap-3 p-5">
        <PaymentAmount
          {...{ amountMinor, currency, precision }}
          direction={facts.direction}
          className={headlineClass(formatMoney({ amountMinor, currency, precision }, { locale }), "text-3xl")}
          code
        />
        {outlook.left && <p suppressHydrationWarning>{outlook.left}</p>}
        <StatusBadge status={facts.status} />
        <p suppressHydrationWarning className="text-pretty text-muted-foreground">
          {outlook.why}
        </p>
        <p suppressHydrationWarning className="text-pretty">
          {outlook.next}
        </p>
        {policy?.method?.shown && <MethodNotice method={policy.method} />}
        {policy?.notAgreed && <AgreementNotice {...policy.notAgreed} />}
      </div>
      <div aria-hidden="true" className="relative max-md:mx-4 md:my-3">
        <div className="h-full max-md:perforation-x md:perforation-y" />
        <span className="notch max-md:hidden -top-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(50%_0_0_0)]" />
        <span className="notch max-md:hidden -bottom-[calc(0.75rem+7px)] left-1/2 -translate-x-1/2 [clip-path:inset(0_0_50%_0)]" />
      </div>
      <div className="grid content-center p-5">
        <CounterfoilFacts view={view} />
      </div>
    </section>
  );
}
