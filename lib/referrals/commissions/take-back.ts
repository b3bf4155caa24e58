import { type Queryable, query } from "@/lib/db/sql";
import { CHANGE } from "@/lib/generated/sql/referrals/commissions/take-back/change";
import { CLAW_BACK } from "@/lib/generated/sql/referrals/commissions/take-back/claw-back";
import { LOCK, type LockRow } from "@/lib/generated/sql/referrals/commissions/take-back/lock";
import { REJECT } from "@/lib/generated/sql/referrals/commissions/take-back/reject";
import { RESTORE } from "@/lib/generated/sql/referrals/commissions/take-back/restore";
import { newId } from "@/lib/ids";
import { atLeastNone } from "@/lib/payments/money-moved";
import type { Payment } from "@/lib/payments/payment";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import type { Ctx } from "@/lib/verb/context";
import type { Commission } from "./commission";
import { planTakeBack, type TakeBackPlan } from "./plan-take-back";
import type { ClawbackRule } from "./rule";

/** By this reason a commission is known that nobody rejected by hand. */
const REFUNDED = "The payment was refunded.";

/**
 * Takes back from the partner what a refund or a lost dispute leaves unearned, and gives back what one that came back had
 * taken. The payment is locked and what became of it written; `payment` is what it is now. Exactly once: the plan follows from
 * what is left of the payment, not from what was given.
 */
export async function takeBack(tx: Queryable, ctx: Ctx, payment: Payment): Promise<void> {
  const commission = await lockCommission(tx, payment.id);
  if (!commission) return;
  // A dispute may take what had been refunded: no partner pays for that.
  const remainingMinor = atLeastNone(payment.amountMinor - lostMinor(payment, commission));
  const plan = planTakeBack({ ...commission, openingMinor: payment.openingAmountMinor, remainingMinor });
  await carryOut(tx, ctx, { payment, remainingMinor }, commission, plan);
}

/** What a lost dispute took. Before a commission was paid out, somebody decides about it: it is on a shelf of its own. */
function lostMinor({ status, disputedMinor }: Payment, { state, netted }: LockRow): bigint {
  const paidOut = state === "paid" || netted;
  return paidOut && status === "dispute_lost" ? disputedMinor : 0n;
}

/** Locks what a payment earned, with what has been clawed back of it; null where it earned nothing. */
export async function lockCommission(tx: Queryable, paymentId: string): Promise<LockRow | null> {
  const [commission] = await query(LOCK, { paymentId, refunded: REFUNDED }, tx);
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

interface Left {
  payment: Payment;
  remainingMinor: bigint;
}

async function carryOut(
  tx: Queryable,
  ctx: Ctx,
  left: Left,
  commission: Commission,
  plan: TakeBackPlan,
): Promise<void> {
  switch (plan.effect) {
    case "none":
      return;
    case "changed":
      return change(tx, ctx, commission, plan.toMinor);
    case "restored":
      return restore(tx, ctx, commission, plan.toMinor);
    case "rejected":
      return rejectLocked(tx, ctx, commission, REFUNDED);
    case "netted":
      return net(tx, ctx, left, commission, plan.byMinor);
  }
}

async function change(tx: Queryable, ctx: Ctx, { id, state, ...was }: Commission, amountMinor: bigint) {
  await query(CHANGE, { commissionId: id, toMinor: amountMinor }, tx);
  const reason = amountMinor < was.amountMinor ? "Part of the payment was refunded." : CAME_BACK;
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: state, to: state, amountMinor, reason },
  ]);
}

const CAME_BACK = "A refund of the payment came back.";

async function restore(tx: Queryable, ctx: Ctx, { id, state }: Commission, amountMinor: bigint) {
  const [restored] = await query(RESTORE, { commissionId: id, toMinor: amountMinor, now: ctx.now }, tx);
  if (!restored) throw new Error("a commission is not there");
  await recordStates(tx, ctx, [
    {
      objectType: "commission",
      objectId: id,
      from: state,
      to: restored.state,
      amountMinor,
      reason: CAME_BACK,
    },
  ]);
}

async function net(
  tx: Queryable,
  ctx: Ctx,
  { payment, remainingMinor }: Left,
  commission: Commission,
  byMinor: bigint,
) {
  const id = newId();
  const rule: ClawbackRule = {
    type: "clawback",
    commission_id: commission.id,
    refunded: (payment.openingAmountMinor - remainingMinor).toString(),
    remaining: remainingMinor.toString(),
  };
  await query(CLAW_BACK, { id, commissionId: commission.id, byMinor, rule, now: ctx.now }, tx);
  const reason = whyNetted(payment, byMinor);
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from: null, to: "approved", amountMinor: byMinor, reason },
  ]);
}

function whyNetted({ status }: Payment, byMinor: bigint): string {
  if (byMinor > 0n) return "What was clawed back is given back: the payment is worth more again.";
  return status === "dispute_lost"
    ? "The payment was lost in a dispute after its commission had been paid out."
    : "The payment was refunded after its commission had been paid out.";
}
