import { PaymentAmount } from "@/components/payments/payment-amount";
import { TestMark } from "@/components/payments/test-mark";
import { Card, CardHeader } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { IntentLink } from "@/components/ui/intent-link";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FailureLine } from "./person-query";

/** Payments that failed and that nothing has made good since, each with what to do about it. */
export function OpenFailures({
  failures,
  more,
}: {
  failures: readonly FailureLine[];
  /** There are more failures than were looked at. */
  more: boolean;
}) {
  if (failures.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Open failures"
        description={
          more
            ? `What failed and has not been made good, of the newest ${failures.length} failures`
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
            <FailureRow key={failure.id} failure={failure} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function FailureRow({ failure }: { failure: FailureLine }) {
  const { id, name, what, mode, direction, amountMinor, currency, precision, why } = failure;
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
      <Cell label="Why">{why}</Cell>
      <Cell label="Next step">
        <Next failure={failure} />
      </Cell>
    </TableRow>
  );
}

const LINK = "relative z-10 underline underline-offset-2";

function Next({ failure: { next, direction, policyId, linked } }: { failure: FailureLine }) {
  switch (next.do) {
    case "wait_for_retry":
      return next.at ? (
        <>
          A retry is due on <Day day={next.at} />.
        </>
      ) : (
        `A retry is ${direction === "out" ? "on its way" : "being collected"}.`
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
          {policyId && (
            <IntentLink href={`/policies/${policyId}`} className={LINK}>
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
      return linked ? (
        <IntentLink href="/checkout-links/new" className={LINK}>
          Send a new link
        </IntentLink>
      ) : (
        "Agree with them on another way."
      );
  }
}
