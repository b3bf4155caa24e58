import type { Queryable } from "@/lib/db/sql";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";

/** Locks a payment that something was asked of a provider for: it is never deleted. */
export async function lockCharged(tx: Queryable, paymentId: string): Promise<LockedPayment> {
  const locked = await lockPayment(tx, paymentId);
  if (!locked) throw new Error("an attempt's payment is not there");
  return locked;
}
