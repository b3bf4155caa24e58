import { byTimeThenArrival, delta, type Opening } from "@/lib/payments/fold";
import { reservedMinor } from "@/lib/payments/money-moved";
import type { Adjustment } from "@/lib/payments/payment";

/**
 * Each adjustment with what the payment was worth after it, by the time they happened, latest first. In minor units; what was
 * authorised and is captured is worth what was captured of it.
 */
export function runningAmounts(
  { openingAmountMinor }: Opening,
  adjustments: readonly Adjustment[],
): { adjustment: Adjustment; amountMinor: bigint }[] {
  const inTime = [...adjustments].sort(byTimeThenArrival);
  let amountMinor = openingAmountMinor - reservedMinor(openingAmountMinor, adjustments);
  return inTime
    .map((adjustment) => {
      amountMinor += delta(adjustment);
      return { adjustment, amountMinor };
    })
    .reverse();
}
