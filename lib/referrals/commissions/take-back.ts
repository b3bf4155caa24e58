import { type Queryable, query } from "@/lib/db/sql";
import { CLAW_BACK } from "@/lib/generated/sql/referrals/commissions/take-back/claw-back";
import { LOCK } from "@/lib/generated/sql/referrals/commissions/take-back/lock";
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
  const [commission] = await query(LOCK, { paymentId: payment.id }, tx);
  if (!commission) return;
  const plan = planTakeBack({
    ...commission,
    openingMinor: payment.openingAmountMinor,
    remainingMinor: payment.amountMinor,
  });
  await carryOut(tx, ctx, payment, commission, plan);
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
      await query(REDUCE, { commissionId: commission.id, toMinor: plan.toMinor }, tx);
      return note(tx, ctx, commission, commission.state, plan.toMinor);
    case "rejected":
      await query(REJECT, { commissionId: commission.id, now: ctx.now }, tx);
      return note(tx, ctx, commission, "rejected", commission.amountMinor);
    case "clawed_back":
      return clawBack(tx, ctx, payment, commission, plan.byMinor);
  }
}

function note(tx: Queryable, ctx: Ctx, { id, state }: Commission, to: string, amountMinor: bigint) {
  const reason = to === "rejected" ? "The payment was refunded." : "Part of the payment was refunded.";
  return recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: state, to, amountMinor, reason },
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
