import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { describeRecurrence, percentText } from "@/lib/referrals/commissions/rule";
import type { Terms } from "@/lib/referrals/terms";

/** What a partnership pays, in a line: "12.5% of every payment". */
export function rateText({ rate, recurrence }: Terms, locale: string): string {
  const share =
    rate.type === "percent"
      ? percentText(rate.basisPoints)
      : formatMoney(ofCurrency(rate.amountMinor, rate.currency), { locale });
  return `${share} ${describeRecurrence(recurrence)}`;
}

export function daysText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** The smallest units of money, as a partnership counts its minimum: it has no currency of its own. */
export function minimumText(minimumMinor: bigint): string {
  return minimumMinor === 0n ? "None" : `${minimumMinor} in the smallest unit of what is paid out`;
}
