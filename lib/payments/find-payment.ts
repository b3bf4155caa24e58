import type { Queryable } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type LockedPayment, lockPayment } from "./lock-payment";

/** Locks the payment behind any spelling of its id; `not_found` also for another merchant's. */
export async function lockVisiblePayment(tx: Queryable, ctx: Ctx, text: string): Promise<LockedPayment> {
  const id = readAnyId(text);
  const locked = id ? await lockPayment(tx, id) : null;
  if (!locked || !maySee(ctx, locked.payment))
    throw new Refused({ code: "not_found", object: "Payment", id: text });
  return locked;
}

/** Whether a payment exists for the actor: a bound key knows its own merchant's only, a customer their own payment. */
export function maySee(ctx: Ctx, payment: { id: string; merchantId: string }): boolean {
  const { actor, touched } = ctx;
  if (actor.type === "customer") return actor.paymentId === payment.id;
  const bound = merchantBound(actor);
  const visible = bound === null || bound === payment.merchantId;
  // This is asked of one payment at a time, and only of those that a request names.
  if (visible) touched?.add(payment.id);
  return visible;
}
