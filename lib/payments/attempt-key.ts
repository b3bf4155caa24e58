import { digestOf, refuseUnlessSent } from "@/lib/db/made-before";
import { type Queryable, query } from "@/lib/db/sql";
import { CLAIM } from "@/lib/generated/sql/payments/attempt-key/claim";
import { FIRST } from "@/lib/generated/sql/payments/attempt-key/first";
import { NOTE } from "@/lib/generated/sql/payments/attempt-key/note";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { Payment } from "./payment";

/** What a key begins: each has keys of its own in a merchant. */
type Begins = "refund" | "charge" | "evidence" | "adjustment";

/** A key of one merchant, under which a connector is asked once, or an adjustment appended. The payment must be locked. */
export interface AttemptKey {
  begins: Begins;
  payment: Pick<Payment, "id" | "merchantId">;
  key: string;
  /** What came with the key, and is not to be another thing the next time that a form sends it. */
  sent: object;
}

/**
 * Takes a key for what is about to begin, and gives null; or gives what it began before, whose attempt is null where no
 * connector was asked. Refuses with `conflict` a key that was used for another payment, and a form that says something else
 * than it did: a program is answered what its key began, as its door promises.
 */
export async function claimAttemptKey(
  tx: Queryable,
  ctx: Ctx,
  { begins: door, payment: { id: paymentId, merchantId }, key, sent }: AttemptKey,
): Promise<{ attemptId: string | null } | null> {
  const digest = digestOf(sent);
  const claimed = await query(CLAIM, { merchantId, door, key, paymentId, now: ctx.now, sent: digest }, tx);
  if (claimed.length > 0) return null;
  const [first] = await query(FIRST, { merchantId, door, key }, tx);
  if (first?.paymentId === paymentId) {
    if (ctx.actor.type !== "apiKey") refuseUnlessSent(ctx, first.sent, digest);
    return { attemptId: first.attemptId };
  }
  throw new Refused({
    code: "conflict",
    message: `This idempotency key was used to ${USED_TO[door]} another payment.`,
  });
}

const USED_TO: Record<Begins, string> = {
  refund: "refund",
  charge: "charge",
  evidence: "answer a dispute of",
  adjustment: "adjust",
};

/** Keeps which attempt a key has begun, in the same transaction. */
export async function noteAttempt(tx: Queryable, { begins, payment, key }: AttemptKey, attemptId: string) {
  await query(NOTE, { merchantId: payment.merchantId, door: begins, key, attemptId }, tx);
}
