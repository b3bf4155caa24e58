import { z } from "zod";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { LOCK_REFERRAL } from "@/lib/generated/sql/referrals/payments/undo-referral-payment/lock-referral";
import { RESTORE } from "@/lib/generated/sql/referrals/payments/undo-referral-payment/restore";
import { RESTORE_SUBSCRIPTION } from "@/lib/generated/sql/referrals/payments/undo-referral-payment/restore-subscription";
import { STANDING } from "@/lib/generated/sql/referrals/payments/undo-referral-payment/standing";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { refuseUnlessPossible } from "@/lib/payments/life-cycle";
import type { Payment } from "@/lib/payments/payment";
import { lockCommission, rejectLocked } from "@/lib/referrals/commissions/take-back";
import { moveReferral } from "@/lib/referrals/referrals/churn-referral";
import type { Referral } from "@/lib/referrals/referrals/referral";
import { stateAfterUndo } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { undoRefusal } from "./undo-refusal";

export const UndoReferralPayment = z.object({
  /** Any spelling of the payment's id. */
  id: z.string(),
  reason: z
    .string()
    .trim()
    .min(1, "Say why.")
    .max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`),
});
export type UndoReferralPayment = z.infer<typeof UndoReferralPayment>;

/** `before`: it had been undone already, and nothing was written. */
export interface UndoResult {
  outcome: "undone" | "before";
  payment: Payment;
}

/**
 * Undoes the recording of a payment that nobody made: it is cancelled, its commission rejected, and its referral is what
 * it was without it. Nothing is deleted. A payment of which something has become, or whose commission is in a payout, is
 * refunded instead. Refuses with `not_found` or `illegal_transition`.
 */
export async function undoReferralPayment({
  ctx,
  input: { id, reason },
}: {
  ctx: Ctx;
  input: UndoReferralPayment;
}): Promise<UndoResult> {
  authorize(ctx, "payments:create");
  return transaction(async (tx) => {
    const locked = await lockVisiblePayment(tx, ctx, id);
    const { kind, status } = locked.payment;
    if (!KIND_RULES[kind].undoable) throw new Refused({ code: "not_found", object: "Referral payment", id });
    if (status === "cancelled") return { outcome: "before", payment: locked.payment };
    refuseUnlessPossible("undo", locked.payment);
    const commission = await lockCommission(tx, locked.payment.id);
    const refusal = undoRefusal(commission);
    if (refusal)
      throw new Refused({ code: "illegal_transition", from: status, to: "cancelled", reason: refusal });
    const { payment } = await appendAdjustment(tx, ctx, locked, {
      status: "cancelled",
      reason,
      action: "payment.undone",
    });
    if (commission && commission.state !== "rejected")
      await rejectLocked(tx, ctx, commission, `Its payment was undone: ${reason}`);
    await restoreReferral(tx, ctx, payment, reason);
    return { outcome: "undone", payment };
  });
}

/** Makes the referral and its subscription what they are without the payment. */
async function restoreReferral(tx: Queryable, ctx: Ctx, { id: paymentId }: Payment, reason: string) {
  const [referral] = await query(LOCK_REFERRAL, { paymentId }, tx);
  const [standing] = referral ? await query(STANDING, { referralId: referral.id, paymentId }, tx) : [];
  if (!referral || !standing) throw new Error("a referral payment has a referral");
  const { firstPaidAt, recordedAt } = standing;
  const state = stateAfterUndo(referral.state, standing);
  const expiresAt = state === "converted" ? openAsLong(referral, recordedAt, ctx.now) : referral.expiresAt;
  await query(RESTORE, { referralId: referral.id, firstPaidAt, expiresAt, now: ctx.now }, tx);
  await query(RESTORE_SUBSCRIPTION, { paymentId }, tx);
  if (state !== referral.state)
    await moveReferral(tx, ctx, referral, {
      to: state,
      reason: `A payment was undone: ${reason}`,
      since: (state === "churned" && standing.stateSince) || undefined,
    });
}

/** The time that the mistake has stood is no time in which the right payment could not come. */
function openAsLong({ expiresAt }: Referral, recordedAt: Date, now: Date): Date | null {
  return expiresAt && new Date(expiresAt.getTime() + now.getTime() - recordedAt.getTime());
}
