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
 * Refuses with `illegal_transition` a report of a refund that our own connector would know nothing of. The payment must be
 * locked.
 */
export async function refuseRefundElsewhere(
  tx: Queryable,
  { id, status: from }: Payment,
  to: PaymentStatus,
): Promise<void> {
  if (!tellsOfRefund(to) || !isChargedHere(await attemptsOf(id, tx))) return;
  throw new Refused({ code: "illegal_transition", from, to, reason: REFUND_HERE });
}

const REFUND_HERE =
  "This payment was charged through a connector of ours, and its refunds are made and told by that connector: refund it " +
  "with Refund on the payment's page.";
