import { asTyped } from "@/lib/money/format";
import { CENTS_DECIMALS } from "@/lib/referrals/terms";

export function daysText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** A partnership's minimum has no currency of its own: it is said as of one with cents, and of one without. */
export function minimumText(minimumMinor: bigint, locale: string): string {
  if (minimumMinor === 0n) return "None";
  const [withCents, without] = [CENTS_DECIMALS, 0].map((decimals) => asTyped(minimumMinor, decimals, locale));
  return `${withCents}, or ${without} in a currency without cents`;
}
