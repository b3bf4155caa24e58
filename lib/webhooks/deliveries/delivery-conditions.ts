import { daysOf } from "@/lib/search/days";
import type { DeliveryState } from "./delivery";
import type { DeliverySearch } from "./delivery-search";

// Spelled out, so that the indexes of what is not delivered apply.
const IN_STATE: Record<DeliveryState, string> = {
  pending: "d.state = 'pending'",
  delivered: "d.state = 'delivered'",
  exhausted: "d.state = 'exhausted'",
};

/** A search as SQL over `webhook_delivery d`, without its page. `timeZone` is where the reader's days begin. */
export function deliveryConditions(
  search: DeliverySearch,
  now: Date,
  timeZone: string,
  merchantId: string | null = null,
): { where: string; values: unknown[] } {
  const parts = ["true"];
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  if (merchantId !== null) parts.push(...ofMerchant(value(merchantId)));
  if (search.state) parts.push(IN_STATE[search.state]);
  if (search.endpoint) parts.push(`d.endpoint_id = ${value(search.endpoint)}::uuid`);
  if (search.type) parts.push(`d.type = ${value(search.type)}`);
  if (search.outcome) {
    parts.push(`d.last_outcome = ${value(search.outcome)}`);
    if (search.outcome !== "delivered") parts.push("d.state <> 'delivered'");
  }
  if (search.payment) parts.push(`d.payment_id = ${value(search.payment)}::uuid`);
  if (search.event) parts.push(eventCondition(value(search.event)));
  const { from, until } = daysOf(search, now, timeZone);
  if (from) parts.push(`d.created_at >= ${value(from)}`);
  if (until) parts.push(`d.created_at < ${value(until)}`);
  return { where: parts.join(" AND "), values };
}

// An endpoint may have been given to another merchant since: what it was sent before is none of theirs.
function ofMerchant(merchantId: string): string[] {
  return [
    `d.endpoint_id IN (SELECT id FROM webhook_endpoint WHERE merchant_id = ${merchantId}::uuid)`,
    `EXISTS (SELECT 1 FROM outbox o WHERE o.id = d.outbox_id AND o.merchant_id = ${merchantId}::uuid)`,
  ];
}

// By endpoint and event, which is how deliveries are unique.
function eventCondition(eventId: string): string {
  return `(d.endpoint_id, d.outbox_id) IN (
    SELECT e.id, o.id FROM webhook_endpoint e, outbox o WHERE o.event_id = ${eventId}::uuid)`;
}
