import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { HEALTH } from "@/lib/generated/sql/webhooks/endpoints/health";
import { DELIVERIES_COUNT_MAX } from "@/lib/webhooks/limits";

/** How an endpoint is doing. Counts above DELIVERIES_COUNT_MAX are capped to one more. */
export interface EndpointHealth {
  lastSuccessAt: Date | null;
  /** Attempts of the last 24 hours, at the deliveries that were last sent: so many of them as were asked for. */
  delivered: number;
  failed: number;
  /** Whether more deliveries than those were sent. */
  more: boolean;
  pending: number;
  oldestPendingAt: Date | null;
  exhausted: number;
}

/** The health of endpoints, by their ids. Each number is read from an index and stops at its limit. */
export async function healthOf(
  ids: readonly string[],
  now: Date,
  deliveriesMax: number,
): Promise<Map<string, EndpointHealth>> {
  const since = new Date(now.getTime() - DAY_MS);
  const rows = await query(HEALTH, { ids, since, deliveriesMax, countMax: DELIVERIES_COUNT_MAX + 1 });
  return new Map(rows.map(({ id, ...health }) => [id, health]));
}
