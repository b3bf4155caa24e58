import { z } from "zod";
import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import { type Queryable, transaction } from "@/lib/db/sql";
import { type Attempt, attemptsOf, beginAttempt } from "@/lib/payments/attempt";
import { type AttemptKey, claimAttemptKey, noteAttempt } from "@/lib/payments/attempt-key";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import { factsOf } from "@/lib/payments/facts";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import { refuseUnlessPossible } from "@/lib/payments/life-cycle";
import type { Payment } from "@/lib/payments/payment";
import { refuseRefundGone } from "@/lib/payments/refunds/gone-charges";
import { chargeToRefund, refuseRefundOf } from "@/lib/payments/refunds/refund-rule";
import { type RefundResult, settleRefund } from "@/lib/payments/refunds/settle-refund";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { KINDS } from "./registry";

export const RefundPayment = z.object({
  /** Any spelling of the payment's id. */
  id: z.string(),
  /** In minor units of the payment's currency; all that is left where it is left out. */
  amountMinor: z.bigint().optional(),
  reason: z.string().max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`).optional(),
  /** Minted when the form is shown: the same form sent twice refunds once. */
  idempotencyKey: z.string().min(1).max(255),
});
export type RefundPayment = z.infer<typeof RefundPayment>;

/**
 * Gives back part of a payment or all that is left, through the connector that charged it; a referral payment's money
 * is the merchant's own affair, and the partner's commission is taken back with it. What is being refunded
 * already counts as gone, so that refunds at once never add up to more than there is. Refuses with `not_found`,
 * `illegal_transition`, `amount_exceeds_remaining`, `invalid`, or with `conflict` a form that was sent with another amount
 * or reason before.
 */
export async function refundPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RefundPayment;
}): Promise<RefundResult> {
  authorize(ctx, "payments:refund");
  const begun = await transaction((tx) => begin(tx, ctx, input));
  if ("outcome" in begun) return begun;
  const { attempt, chargeReference, payment } = begun;
  const outcome = await ask(async () =>
    (await connectorOf(attempt)).refund({
      attemptId: attempt.id,
      chargeReference,
      amountMinor: attempt.amountMinor,
      currency: payment.currency,
      now: ctx.now,
    }),
  );
  return settleRefund({ ctx, attemptId: attempt.id, outcome, reason: input.reason || undefined });
}

type Begun = { attempt: Attempt; chargeReference: string; payment: Payment };

async function begin(tx: Queryable, ctx: Ctx, input: RefundPayment): Promise<Begun | RefundResult> {
  const locked = await lockVisiblePayment(tx, ctx, input.id);
  const { payment } = locked;
  const { id: _, idempotencyKey, ...sent } = input;
  const key: AttemptKey = { begins: "refund", payment, key: idempotencyKey, sent };
  const before = await claimAttemptKey(tx, ctx, key);
  if (before) return { outcome: "replayed", payment, ...before };
  const attempts = await attemptsOf(payment.id, tx);
  const facts = factsOf(locked, attempts);
  const { refundElsewhere } = KINDS[payment.kind];
  refuseUnlessPossible("refund", payment, facts.underWay);
  const { amountMinor = facts.refundableMinor } = input;
  if (refundElsewhere) {
    refuseRefundOf(amountMinor, payment, facts);
    const refunded = await refundElsewhere(tx, ctx, locked, { ...input, amountMinor });
    return { outcome: "refunded", payment: refunded, attemptId: null };
  }
  const charge = chargeToRefund(attempts);
  // Before anything is begun: a connection that was disconnected is never asked.
  await refuseRefundGone(charge, tx);
  refuseRefundOf(amountMinor, payment, facts);
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "refund",
    connector: charge.connector,
    connectionId: charge.connectionId,
    amountMinor,
  });
  await noteAttempt(tx, key, attempt.id);
  return { attempt, chargeReference: charge.providerReference, payment };
}
