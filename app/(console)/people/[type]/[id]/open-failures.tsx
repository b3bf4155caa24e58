import { PaymentAmount } from "@/components/payments/payment-amount";
import { paymentLine } from "@/components/payments/payment-line";
import { TestMark } from "@/components/payments/test-mark";
import { Card, CardHeader } from "@/components/ui/card";
import { IntentLink } from "@/components/ui/intent-link";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { describePayment } from "@/lib/kinds/describe-payment";
import { failureSentence } from "@/lib/kinds/outlook/why-in-state";
import { directionOf } from "@/lib/payments/category";
import { OPEN_FAILURES_MAX, type OpenFailure } from "@/lib/people/open-failures";

/** Payments that failed and that nothing has made good since, each with what to do about it. */
export function OpenFailures({ failures, now }: { failures: readonly OpenFailure[]; now: Date }) {
  if (failures.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Open failures"
        description={
          failures.length === OPEN_FAILURES_MAX
            ? `What failed and has not been made good, of the newest ${OPEN_FAILURES_MAX} failures`
            : "What failed and has not been made good"
        }
      />
      <Table caption="Open failures, newest first">
        <TableHead>
          <HeaderCell>Payment</HeaderCell>
          <HeaderCell>Type</HeaderCell>
          <HeaderCell numeric>Amount</HeaderCell>
          <HeaderCell>Why</HeaderCell>
          <HeaderCell>Next step</HeaderCell>
        </TableHead>
        <TableBody>
          {failures.map((failure) => (
            <FailureRow key={failure.payment.id} failure={failure} now={now} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function FailureRow({ failure: { payment, next }, now }: { failure: OpenFailure; now: Date }) {
  const { id, name, what, mode, direction, amountMinor, currency, precision } = paymentLine(payment, now);
  return (
    <TableRow data-row className="relative">
      <Cell className="max-w-60 max-sm:max-w-none">
        <span className="inline-flex items-center gap-2">
          <RowLink href={`/payments/${id}`}>{name}</RowLink>
          {mode === "test" && <TestMark />}
        </span>
      </Cell>
      <Cell label="Type">{what}</Cell>
      <Cell label="Amount" numeric>
        <PaymentAmount {...{ direction, amountMinor, currency, precision }} />
      </Cell>
      <Cell label="Why">
        {payment.failureCode || payment.failureReason
          ? failureSentence({ ...payment, description: describePayment(payment) })
          : "Not said"}
      </Cell>
      <Cell label="Next step">
        <Next next={next} payment={payment} />
      </Cell>
    </TableRow>
  );
}

const LINK = "relative z-10 underline underline-offset-2";

function Next({ next, payment }: OpenFailure) {
  switch (next.do) {
    case "wait_for_retry":
      return next.at ? (
        <>
          A retry is due on <Time at={next.at} show="day" />.
        </>
      ) : (
        `A retry is ${directionOf(payment.type) === "out" ? "on its way" : "being collected"}.`
      );
    case "retry":
      return (
        <IntentLink href="/retries?state=stuck" className={LINK}>
          Retry it: none is planned
        </IntentLink>
      );
    case "fix":
      return (
        <>
          {next.reason}{" "}
          {payment.policyId && (
            <IntentLink href={`/policies/${payment.policyId}`} className={LINK}>
              Open the policy
            </IntentLink>
          )}
        </>
      );
    case "wait_for_customer":
      return (
        <>
          Remind them: the link is open until <Time at={next.until} />.
        </>
      );
    case "ask_again":
      return payment.kind === "checkout" ? (
        <IntentLink href="/checkout-links/new" className={LINK}>
          Send a new link
        </IntentLink>
      ) : (
        "Agree with them on another way."
      );
  }
}
