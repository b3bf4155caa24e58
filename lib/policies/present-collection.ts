import type { PolicyAnswer } from "./answers";
import type { CouponAnswer, LedgerAnswer, ScheduledAnswer } from "./answers-collection";
import type { PaymentCoupon } from "./coupons/payment-coupon";
import type { LedgerEntry } from "./list-ledger";
import type { PolicyPayment } from "./payments/policy-payment";
import type { Policy } from "./policy";
import { presentPayment } from "./present";
import type { ScheduledPayment } from "./scheduled/scheduled-payment";

export function presentScheduled(scheduled: ScheduledPayment): ScheduledAnswer {
  return {
    scheduled_payment_id: scheduled.id,
    policy_id: scheduled.policyId,
    payment_method_id: scheduled.paymentMethodId,
    amount: scheduled.amountMinor,
    currency: scheduled.currency,
    description: scheduled.description,
    payment_type: scheduled.paymentType,
    premium_type: scheduled.premiumType,
    collection_type: scheduled.collectionType,
    scheduled_for: scheduled.scheduledFor.toISOString(),
    version: scheduled.version,
    retry_of: scheduled.retryOf,
    retry_number: scheduled.retryNumber,
    created_at: scheduled.createdAt.toISOString(),
  };
}

export function presentCoupon(coupon: PaymentCoupon, policy?: PolicyAnswer): CouponAnswer {
  const { amountMinor, redeemableFrom, redeemableTo, reason, paymentDate, billingDate } = coupon;
  return {
    payment_coupon_id: coupon.id,
    policy_id: coupon.policyId,
    status: coupon.status,
    type: coupon.type,
    ...(amountMinor !== null && { amount: amountMinor }),
    ...(redeemableFrom && { redeemable_from: redeemableFrom.toISOString() }),
    ...(redeemableTo && { redeemable_to: redeemableTo.toISOString() }),
    ...(reason !== null && { reason }),
    ...(paymentDate && { payment_date: paymentDate.toISOString() }),
    ...(billingDate && { billing_date: billingDate.toISOString() }),
    created_at: coupon.createdAt.toISOString(),
    created_by: coupon.createdBy,
    ...(policy && { policy }),
  };
}

/** What an entry is shown with; undefined is left out. */
export interface IncludedInEntry {
  balance: boolean;
  payment?: PolicyPayment | null | undefined;
  coupon?: PaymentCoupon | null | undefined;
}

export function presentEntry(
  { merchantId, id }: Policy,
  entry: LedgerEntry,
  { balance, payment, coupon }: IncludedInEntry,
): LedgerAnswer {
  const { paymentId, couponId, description } = entry;
  return {
    entry_id: couponId ?? `${paymentId}.${entry.sequence}`,
    organization_id: merchantId,
    policy_id: id,
    created_at: entry.createdAt.toISOString(),
    description: entry.paid ? (description ?? "") : `Returned: ${description ?? ""}`,
    currency: entry.currency,
    amount: entry.amountMinor,
    ...(paymentId && { payment_id: paymentId }),
    ...(couponId && { payment_coupon_id: couponId }),
    ...(balance && { balance: entry.balanceMinor }),
    ...(payment !== undefined && { payment: payment && presentPayment(payment) }),
    ...(coupon !== undefined && { payment_coupon: coupon && presentCoupon(coupon) }),
  };
}
