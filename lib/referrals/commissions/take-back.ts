import { type Queryable, query } from "@/lib/db/sql";
import { CLAW_BACK } from "@/lib/generated/sql/referrals/commissions/take-back/claw-back";
import { LOCK, type LockRow } from "@/lib/generated/sql/referrals/commissions/take-back/lock";
import { REDUCE } from "@/lib/generated/sql/referrals/commissions/take-back/reduce";
import { REJECT } from "@/lib/generated/sql/referrals/commissions/take-back/reject";
import { newId } from "@/lib/ids";
import type { Payment } from "@/lib/payments/payment";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import type { Ctx } from "@/lib/verb/context";
import type { Commission } from "./commission";
import { planTakeBack, type TakeBackPlan } from "./plan-take-back";
import type { ClawbackRule } from "./rule";

/**
 * Takes back from the partner what a refund leaves unearned. The payment is locked and its refund written; `payment` is
 * what it is now. Exactly once per refund: the plan follows from what is left of the payment, not from what was given.
 */
export async function takeBack(tx: Queryable, ctx: Ctx, payment: Payment): Promise<void> {
  const commission = await lockCommission(tx, payment.id);
  if (!commission) return;
  const plan = planTakeBack({
    ...commission,
    openingMinor: payment.openingAmountMinor,
    remainingMinor: payment.amountMinor,
  });
  await carryOut(tx, ctx, payment, commission, plan);
}

/** Locks what a payment earned, with what has been clawed back of it; null where it earned nothing. */
export async function lockCommission(tx: Queryable, paymentId: string): Promise<LockRow | null> {
  const [commission] = await query(LOCK, { paymentId }, tx);
  return commission ?? null;
}

/** Rejects a locked commission, with the row that says who did and why. */
export async function rejectLocked(
  tx: Queryable,
  ctx: Ctx,
  { id, state, amountMinor }: Commission,
  reason: string,
) {
  await query(REJECT, { commissionId: id, now: ctx.now }, tx);
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: state, to: "rejected", amountMinor, reason },
  ]);
}

async function carryOut(
  tx: Queryable,
  ctx: Ctx,
  payment: Payment,
  commission: Commission,
  plan: TakeBackPlan,
): Promise<void> {
  switch (plan.effect) {
    case "none":
      return;
    case "reduced":
      return reduce(tx, ctx, commission, plan.toMinor);
    case "rejected":
      return rejectLocked(tx, ctx, commission, "The payment was refunded.");
    case "clawed_back":
      return clawBack(tx, ctx, payment, commission, plan.byMinor);
  }
}

async function reduce(tx: Queryable, ctx: Ctx, { id, state }: Commission, amountMinor: bigint) {
  await query(REDUCE, { commissionId: id, toMinor: amountMinor }, tx);
  const reason = "Part of the payment was refunded.";
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: state, to: state, amountMinor, reason },
  ]);
}

async function clawBack(tx: Queryable, ctx: Ctx, payment: Payment, commission: Commission, byMinor: bigint) {
  const id = newId();
  const rule: ClawbackRule = {
    type: "clawback",
    commission_id: commission.id,
    refunded: (payment.openingAmountMinor - payment.amountMinor).toString(),
    remaining: payment.amountMinor.toString(),
  };
  await query(CLAW_BACK, { id, commissionId: commission.id, byMinor, rule, now: ctx.now }, tx);
  const reason = "The payment was refunded after its commission had been paid out.";
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: null, to: "approved", amountMinor: byMinor, reason },
  ]);
}
