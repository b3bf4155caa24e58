import { divideHalfEven } from "@/lib/referrals/half-even";

export type Interval = "month" | "year";

const MONTHS_OF: Record<Interval, bigint> = { month: 1n, year: 12n };

/** How many months one payment pays for. */
export function monthsOf(interval: Interval, intervalCount: bigint): bigint {
  return intervalCount * MONTHS_OF[interval];
}

/** What a payment adds to the monthly recurring revenue, in minor units, half to even. Referral contract, "States". */
export function mrrOf(amountMinor: bigint, interval: Interval, intervalCount: bigint): bigint {
  return divideHalfEven(amountMinor, monthsOf(interval, intervalCount));
}
