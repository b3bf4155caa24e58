import { ofCurrency } from "@/lib/money/amount";
import { asTyped, formatMoney } from "@/lib/money/format";
import { describeRecurrence, percentText } from "@/lib/referrals/commissions/rule";
import type { Terms } from "@/lib/referrals/terms";
import { CENTS_DECIMALS } from "@/lib/referrals/terms";

/** What a partnership pays, in a line: "12.5% of every payment". */
export function rateText({ rate, recurrence }: Terms, locale: string): string {
  const share =
    rate.type === "percent"
      ? percentText(rate.basisPoints, locale)
      : formatMoney(ofCurrency(rate.amountMinor, rate.currency), { locale });
  return `${share} ${describeRecurrence(recurrence)}`;
}

export function daysText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** A partnership's minimum has no currency of its own: it is said as of one with cents, and of one without. */
export function minimumText(minimumMinor: bigint, locale: string): string {
  if (minimumMinor === 0n) return "None";
  const [withCents, without] = [CENTS_DECIMALS, 0].map((decimals) => asTyped(minimumMinor, decimals, locale));
  return `${withCents}, or ${without} in a currency without cents`;
}
