import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query } from "@/lib/db/sql";
import { BY_IDS } from "@/lib/generated/sql/policies/coupons/by-ids";
import { COUNT } from "@/lib/generated/sql/policies/coupons/count";
import { LIST } from "@/lib/generated/sql/policies/coupons/list";
import { announce } from "@/lib/outbox/announce";
import type { DoorActor } from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** What a policyholder is let off: credited to the policy once. Amounts in minor units of the policy's currency. */
export interface PaymentCoupon {
  id: string;
  merchantId: string;
  policyId: string;
  type: "ad_hoc" | "payment_holiday";
  status: "pending" | "redeemed" | "cancelled";
  /** Of a payment holiday, known when it is redeemed. */
  amountMinor: bigint | null;
  redeemableFrom: Date | null;
  redeemableTo: Date | null;
  reason: string | null;
  paymentDate: Date | null;
  billingDate: Date | null;
  redeemedAt: Date | null;
  createdBy: DoorActor;
  createdAt: Date;
  updatedAt: Date;
}

/** The coupons of a policy, newest first. Whoever calls has looked up the policy. */
export async function listCoupons({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { policyId: string; status?: string | undefined; limit: number; offset: number };
}): Promise<{ coupons: PaymentCoupon[]; total: number }> {
  authorize(ctx, "payments:read");
  const filter = { policyId: input.policyId, status: input.status ?? null };
  const [coupons, counted] = await Promise.all([
    query(LIST, { ...filter, limit: input.limit, offset: input.offset }),
    query(COUNT, filter),
  ]);
  return { coupons, total: Number(counted[0]?.total ?? 0) };
}

export async function couponsById(ids: readonly string[]): Promise<Map<string, PaymentCoupon>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes down what became of a coupon: its audit row and its event. */
export async function tellOfCoupon(
  tx: Queryable,
  ctx: Ctx,
  step: "created" | "redeemed" | "cancelled",
  coupon: PaymentCoupon,
): Promise<void> {
  const { id, merchantId, policyId, type: couponType, status, amountMinor, reason } = coupon;
  const data = { policyId, couponType, status, amountMinor: amountMinor?.toString() ?? null, reason };
  const type = `payment_coupon.${step}`;
  await recordAudit(tx, ctx, { action: type, objectType: "payment_coupon", objectId: id, merchantId, data });
  await announce(tx, ctx, [{ type, merchantId, paymentId: null, objectId: id, data }]);
}
