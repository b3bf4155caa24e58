import type { KindOperations } from "@/lib/payments/kind-operations";
import { reportAdjustment } from "@/lib/payments/report-adjustment";
import type { PaymentStatus } from "@/lib/payments/status";
import { takeBack } from "./commissions/take-back";
import { refundLocked } from "./payments/refund-referral-payment";

const CHANGES_WHAT_IS_EARNED: ReadonlySet<PaymentStatus> = new Set([
  "refunded",
  "refund_reversed",
  "dispute_lost",
  "dispute_won",
]);

/** What referral payments do their own way: the merchant collected the money, and a commission follows it. */
export const referralKind: KindOperations = {
  charges: null,
  refundElsewhere: refundLocked,
  report: async (tx, ctx, locked, change) => {
    const { locked: after } = await reportAdjustment(tx, ctx, locked, change);
    if (CHANGES_WHAT_IS_EARNED.has(change.status)) await takeBack(tx, ctx, after.payment);
  },
};
