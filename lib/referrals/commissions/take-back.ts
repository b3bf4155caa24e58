import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Payment } from "@/lib/payments/payment";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import type { Ctx } from "@/lib/verb/context";
import { COMMISSION_COLUMNS, type Commission } from "./commission";
import { planTakeBack, type TakeBackPlan } from "./plan-take-back";
import type { ClawbackRule } from "./rule";

/**
 * Takes back from the partner what a refund leaves unearned. The payment is locked and its refund written; `payment` is
 * what it is now. Exactly once per refund: the plan follows from what is left of the payment, not from what was given.
 */
export async function takeBack(tx: Queryable, ctx: Ctx, payment: Payment): Promise<void> {
  const [commission] = await run<Commission & { clawedBackMinor: bigint }>(LOCK, [payment.id], tx);
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
      await run(REDUCE, [commission.id, plan.toMinor], tx);
      return note(tx, ctx, commission, commission.state, plan.toMinor);
    case "rejected":
      await run(REJECT, [commission.id, ctx.now], tx);
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
  await run(CLAW_BACK, [id, commission.id, byMinor, JSON.stringify(rule), ctx.now], tx);
  const reason = "The payment was refunded after its commission had been paid out.";
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: null, to: "approved", amountMinor: byMinor, reason },
  ]);
}

const LOCK = statement(`
  SELECT ${COMMISSION_COLUMNS}, (
    SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM commission b WHERE b.claws_back_id = c.id
  ) AS "clawedBackMinor"
  FROM commission c WHERE c.payment_id = $1 AND c.kind = 'commission' FOR UPDATE`);

const REDUCE = statement("UPDATE commission SET amount_minor = $2 WHERE id = $1");

const REJECT = statement("UPDATE commission SET state = 'rejected', state_set_at = $2 WHERE id = $1");

const CLAW_BACK = statement(`
  INSERT INTO commission (
    id, merchant_id, partner_id, partnership_id, referral_id, payment_id, kind, claws_back_id, currency,
    initial_amount_minor, amount_minor, rule, state, state_set_at, approve_at, approved_at, created_at)
  SELECT $1, merchant_id, partner_id, partnership_id, referral_id, payment_id, 'clawback', id, currency, $3, $3, $4,
    'approved', $5, $5, $5, $5
  FROM commission WHERE id = $2`);
