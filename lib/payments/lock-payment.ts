import { type Queryable, query } from "@/lib/db/sql";
import { LIST_HISTORIES } from "@/lib/generated/sql/payments/list-histories";
import { LOCK_PAYMENTS } from "@/lib/generated/sql/payments/lock-payments";
import type { Adjustment, Payment } from "./payment";

/** A payment whose row is locked until the transaction ends, with its whole history. */
export interface LockedPayment {
  payment: Payment;
  adjustments: Adjustment[];
}

/** Locks one payment and reads its history, or returns null. Concurrent changes of a payment queue up here. */
export async function lockPayment(tx: Queryable, id: string): Promise<LockedPayment | null> {
  return (await lockPaymentsById(tx, [id])).get(id) ?? null;
}

/** Locks payments in the order of their ids and reads their histories. Those that are not there are left out. */
export async function lockPaymentsById(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, LockedPayment>> {
  const locked = new Map<string, LockedPayment>();
  for (const payment of await query(LOCK_PAYMENTS, { ids }, tx))
    locked.set(payment.id, { payment, adjustments: [] });
  // A new statement: it sees what whoever held the lock has committed.
  for (const { paymentId, ...adjustment } of await query(LIST_HISTORIES, { ids }, tx))
    locked.get(paymentId)?.adjustments.push(adjustment);
  return locked;
}
