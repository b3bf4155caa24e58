import type { KindOperations } from "@/lib/payments/kind-operations";
import { reportAdjustment } from "@/lib/payments/report-adjustment";
import { takeBack } from "./commissions/take-back";
import { refundLocked } from "./payments/refund-referral-payment";

/** What referral payments do their own way: the merchant collected the money, and a commission follows it. */
export const referralKind: KindOperations = {
  charges: null,
  refundElsewhere: refundLocked,
  report: async (tx, ctx, locked, change) => {
    const { locked: after } = await reportAdjustment(tx, ctx, locked, change);
    if (change.status === "refunded") await takeBack(tx, ctx, after.payment);
  },
};
