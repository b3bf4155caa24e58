import { DELIVERIES_COUNT_MAX } from "@/lib/webhooks/limits";

/** A count that may have been capped: "1,000+". */
export function countText(count: number): string {
  const shown = Math.min(count, DELIVERIES_COUNT_MAX).toLocaleString("en");
  return count > DELIVERIES_COUNT_MAX ? `${shown}+` : shown;
}

/** "1 delivery", "12 deliveries". */
export function deliveriesText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "delivery" : "deliveries"}`;
}
