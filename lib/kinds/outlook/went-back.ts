import type { FoldedAdjustment } from "@/lib/payments/fold";

/** What went back of a payment's money, whichever way that went: its refunds, less those that were reversed. */
export function wentBackMinor(
  adjustments: readonly Pick<FoldedAdjustment, "status" | "amountMinor" | "opening">[],
): bigint {
  return adjustments.reduce((sum, { status, amountMinor, opening }) => {
    if (opening || amountMinor === null) return sum;
    if (status === "refunded") return sum + amountMinor;
    return status === "refund_reversed" ? sum - amountMinor : sum;
  }, 0n);
}
