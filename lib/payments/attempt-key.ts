import { type Queryable, query } from "@/lib/db/sql";
import { CLAIM } from "@/lib/generated/sql/payments/attempt-key/claim";
import { FIRST } from "@/lib/generated/sql/payments/attempt-key/first";
import { NOTE } from "@/lib/generated/sql/payments/attempt-key/note";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { Payment } from "./payment";

/** What a key begins: each has keys of its own in a merchant. */
type Begins = "refund" | "charge" | "evidence";

/** A key of one merchant, under which a connector is asked once. The payment must be locked. */
export interface AttemptKey {
  begins: Begins;
  payment: Pick<Payment, "id" | "merchantId">;
  key: string;
}

/**
 * Takes a key for what is about to begin, and gives null; or gives what it began before, whose attempt is null where no
 * connector was asked. Refuses with `conflict` a key that was used for another payment.
 */
export async function claimAttemptKey(
  tx: Queryable,
  ctx: Ctx,
  { begins: door, payment: { id: paymentId, merchantId }, key }: AttemptKey,
): Promise<{ attemptId: string | null } | null> {
  const claimed = await query(CLAIM, { merchantId, door, key, paymentId, now: ctx.now }, tx);
  if (claimed.length > 0) return null;
  const [first] = await query(FIRST, { merchantId, door, key }, tx);
  if (first?.paymentId === paymentId) return { attemptId: first.attemptId };
  throw new Refused({
    code: "conflict",
    message: `This idempotency key was used to ${USED_TO[door]} another payment.`,
  });
}

const USED_TO: Record<Begins, string> = {
  refund: "refund",
  charge: "charge",
  evidence: "answer a dispute of",
};

/** Keeps which attempt a key has begun, in the same transaction. */
export async function noteAttempt(tx: Queryable, { begins, payment, key }: AttemptKey, attemptId: string) {
  await query(NOTE, { merchantId: payment.merchantId, door: begins, key, attemptId }, tx);
}
