import { type Queryable, transaction } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { refuseUnlessPossible, undisputedMinor } from "@/lib/payments/life-cycle";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import type { Payment } from "@/lib/payments/payment";
import { takeBack } from "@/lib/referrals/commissions/take-back";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { paymentIdByKey } from "./referral-payment";

/**
 * Refunds all that is left of the payment that an idempotency key made, and that no dispute took. A second refund changes nothing. Refuses with
 * `not_found`, and with `illegal_transition` while a dispute is open, or where one took all. Referral contract, POST /api/v1/refunds.
 */
export async function refundReferralPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { idempotencyKey: string; merchantId?: string };
}): Promise<void> {
  authorize(ctx, "payments:refund");
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  await transaction(async (tx) => {
    const id = await paymentIdByKey(merchantId, input.idempotencyKey, tx);
    const locked = id ? await lockPayment(tx, id) : null;
    if (!locked) throw new Refused({ code: "not_found", object: "Payment", id: input.idempotencyKey });
    ctx.touched?.add(locked.payment.id);
    const { amountMinor, status } = locked.payment;
    // Of one that was undone nothing is left to go back either.
    if (amountMinor === 0n || status === "cancelled") return;
    refuseUnlessPossible("refund", locked.payment);
    await refundLocked(tx, ctx, locked, { amountMinor: undisputedMinor(locked.payment) });
  });
}

/**
 * Writes a refund of a locked referral payment and takes back the commission it leaves unearned. The money went back
 * where the merchant collected it: no connector is asked.
 */
export async function refundLocked(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  { amountMinor, reason }: { amountMinor: bigint; reason?: string | undefined },
): Promise<Payment> {
  const { payment } = await appendAdjustment(tx, ctx, locked, {
    status: "refunded",
    amountMinor,
    action: "payment.refunded",
    ...(reason && { reason }),
  });
  await takeBack(tx, ctx, payment);
  return payment;
}
