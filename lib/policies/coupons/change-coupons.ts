import { type Queryable, query } from "@/lib/db/sql";
import { CANCEL } from "@/lib/generated/sql/policies/coupons/cancel";
import { INSERT } from "@/lib/generated/sql/policies/coupons/insert";
import { LOCK } from "@/lib/generated/sql/policies/coupons/lock";
import { REDEEM } from "@/lib/generated/sql/policies/coupons/redeem";
import { newId } from "@/lib/ids";
import { midnight } from "@/lib/policies/collection/possible-dates";
import { doorActor } from "@/lib/policies/door-actor";
import { unfit } from "@/lib/policies/field-words";
import type { Policy } from "@/lib/policies/policy";
import { refuseIssues } from "@/lib/policies/read-body";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PaymentCoupon, tellOfCoupon } from "./payment-coupon";

/** A coupon about to be given. Minor units of the policy's currency. */
export interface CouponDraft {
  type: PaymentCoupon["type"];
  amount?: bigint | undefined;
  redeemable_from?: Date | undefined;
  redeemable_to?: Date | undefined;
  reason?: string | undefined;
}

/** Gives a policy coupons, inside a transaction that is already open. */
export async function createCoupons(
  tx: Queryable,
  ctx: Ctx,
  { policy, drafts }: { policy: Policy; drafts: readonly CouponDraft[] },
): Promise<PaymentCoupon[]> {
  authorize(ctx, "policies:manage");
  const { id: policyId, merchantId } = policy;
  const coupons: PaymentCoupon[] = [];
  for (const { type, amount, redeemable_from, redeemable_to, reason } of drafts) {
    const told = { amountMinor: amount ?? null, reason: reason ?? null };
    const window = { redeemableFrom: redeemable_from ?? null, redeemableTo: redeemable_to ?? null };
    const owner = { id: newId(), merchantId, policyId, createdBy: doorActor(ctx.actor, merchantId) };
    const [made] = await query(INSERT, { ...owner, type, ...told, ...window, now: ctx.now }, tx);
    if (!made) throw new Error("a coupon was not written");
    await tellOfCoupon(tx, ctx, "created", made);
    coupons.push(made);
  }
  return coupons;
}

/**
 * Credits a coupon to its policy, once, inside a transaction that is already open: a payment holiday is worth the policy's
 * premium of that moment. Refuses with `not_found`, `conflict` where it is not pending, and `invalid` outside its days.
 */
export async function redeemCoupon(
  tx: Queryable,
  ctx: Ctx,
  asked: { policy: Policy; id: string; paymentDate: Date; billingDate?: Date | undefined },
): Promise<PaymentCoupon> {
  authorize(ctx, "payments:create");
  const { policy, id, paymentDate, billingDate = null } = asked;
  const coupon = await lockCoupon(tx, policy, id);
  if (coupon.status !== "pending") throw conflict(`The coupon is ${coupon.status} already.`);
  const { redeemableFrom: from, redeemableTo: to } = coupon;
  const early = from && midnight(paymentDate) < midnight(from);
  const late = to && midnight(paymentDate) > midnight(to);
  if (early || late)
    refuseIssues([unfit("payment_date", "must be between redeemable_from and redeemable_to")]);
  const amountMinor = coupon.amountMinor ?? policy.monthlyPremiumMinor;
  const [redeemed] = await query(REDEEM, { id, amountMinor, paymentDate, billingDate, now: ctx.now }, tx);
  if (!redeemed) throw new Error("a coupon was not redeemed");
  await tellOfCoupon(tx, ctx, "redeemed", redeemed);
  return redeemed;
}

/** Cancels one coupon; one that is cancelled is answered as it is. Refuses with `not_found` or `conflict`. */
export async function cancelCoupon(
  tx: Queryable,
  ctx: Ctx,
  { policy, id }: { policy: Policy; id: string },
): Promise<PaymentCoupon> {
  authorize(ctx, "policies:manage");
  const coupon = await lockCoupon(tx, policy, id);
  if (coupon.status === "redeemed") throw conflict("The coupon is redeemed already.");
  return coupon.status === "cancelled" ? coupon : cancel(tx, ctx, coupon.id);
}

/** Cancels whatever is pending of a policy, and resolves to that. */
export async function cancelPendingCoupons(
  tx: Queryable,
  ctx: Ctx,
  policy: Policy,
): Promise<PaymentCoupon[]> {
  authorize(ctx, "policies:manage");
  const cancelled: PaymentCoupon[] = [];
  for (const { id } of await query(LOCK, { policyId: policy.id, ids: null }, tx))
    cancelled.push(await cancel(tx, ctx, id));
  return cancelled;
}

async function cancel(tx: Queryable, ctx: Ctx, id: string): Promise<PaymentCoupon> {
  const [cancelled] = await query(CANCEL, { id, now: ctx.now }, tx);
  if (!cancelled) throw new Error("a coupon was not cancelled");
  await tellOfCoupon(tx, ctx, "cancelled", cancelled);
  return cancelled;
}

async function lockCoupon(tx: Queryable, { id: policyId }: Policy, id: string): Promise<PaymentCoupon> {
  const [coupon] = await query(LOCK, { policyId, ids: [id] }, tx);
  if (!coupon) throw new Refused({ code: "not_found", object: "Payment coupon", id });
  return coupon;
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
