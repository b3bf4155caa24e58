import type { Queryable } from "@/lib/db/sql";
import { Refused } from "@/lib/verb/problem";
import { attemptsOf } from "./attempt";
import { isChargedHere } from "./facts";
import type { Payment } from "./payment";
import type { PaymentStatus } from "./status";

/** Whether a status tells of a refund: of a payment charged here, only the connector that makes it can tell. */
export function tellsOfRefund(status: PaymentStatus): boolean {
  return status === "refunded" || status === "refunded_failure" || status === "refund_reversed";
}

/**
 * Refuses with `illegal_transition` a report of what our own connector would know nothing of: a refund of what it charged,
 * and whatever became of what it sends. The payment must be locked.
 */
export async function refuseToldElsewhere(
  tx: Queryable,
  { id, type, status: from }: Payment,
  to: PaymentStatus,
): Promise<void> {
  const maySend = type === "PAYOUT" || type === "TRANSFER";
  if (!tellsOfRefund(to) && !maySend) return;
  const attempts = await attemptsOf(id, tx);
  if (attempts.some(({ operation }) => operation === "payout"))
    throw new Refused({ code: "illegal_transition", from, to, reason: SENT_HERE });
  if (tellsOfRefund(to) && isChargedHere(attempts))
    throw new Refused({ code: "illegal_transition", from, to, reason: REFUND_HERE });
}

const SENT_HERE =
  "This payment is sent by a connector of ours, which alone tells what becomes of it: retry or reverse its payment initiation.";

const REFUND_HERE =
  "This payment was charged through a connector of ours, and its refunds are made and told by that connector: refund it " +
  "with Refund on the payment's page.";
