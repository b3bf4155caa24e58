import { formatPercent } from "@/lib/money/format";

const DECIMALS_MAX = 18;

/** A proportion as the percentage its reader writes: "0.15" is "15%". Exact: it is given as text. */
export function shareText(proportion: string, locale: string): string {
  return formatPercent(proportion, locale, { decimals: DECIMALS_MAX });
}
