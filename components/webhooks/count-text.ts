import { formatNumber } from "@/lib/money/format";
import { DELIVERIES_COUNT_MAX } from "@/lib/webhooks/limits";

/** A count that may have been capped: "1,000+". */
export function countText(count: number, locale: string): string {
  const shown = formatNumber(Math.min(count, DELIVERIES_COUNT_MAX), locale);
  return count > DELIVERIES_COUNT_MAX ? `${shown}+` : shown;
}

/** "1 delivery", "12 deliveries". */
export function deliveriesText(count: number, locale: string): string {
  return `${formatNumber(count, locale)} ${count === 1 ? "delivery" : "deliveries"}`;
}
