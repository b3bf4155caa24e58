import { run, statement } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
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
  const rows = await run<EndpointHealth & { id: string }>(HEALTH, [ids, since, deliveriesMax]);
  return new Map(rows.map(({ id, ...health }) => [id, health]));
}

const LIMIT = DELIVERIES_COUNT_MAX + 1;

// Every attempt touches its delivery, so that those with an attempt in a time are among those touched since.
const HEALTH = statement(`
  SELECT e.id, recent.*,
    (SELECT updated_at FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'delivered'
      ORDER BY updated_at DESC LIMIT 1) AS "lastSuccessAt",
    (SELECT count(*)::int FROM (
      SELECT FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'pending' LIMIT ${LIMIT}) p) AS pending,
    (SELECT created_at FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'pending'
      ORDER BY created_at LIMIT 1) AS "oldestPendingAt",
    (SELECT count(*)::int FROM (
      SELECT FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'exhausted' LIMIT ${LIMIT}) x) AS exhausted
  FROM webhook_endpoint e CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE a.outcome = 'delivered'))::int AS delivered,
      (count(*) FILTER (WHERE a.outcome <> 'delivered'))::int AS failed,
      count(DISTINCT touched.id) > $3::int AS more
    FROM (
      SELECT id FROM webhook_delivery WHERE endpoint_id = e.id AND updated_at > $2
      ORDER BY updated_at DESC LIMIT $3::int + 1) touched
    JOIN webhook_attempt a ON a.delivery_id = touched.id AND a.started_at > $2) recent
  WHERE e.id = ANY ($1::uuid[])`);
