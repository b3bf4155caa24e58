import { query, run, statement, transaction } from "@/lib/db/sql";
import { CURSOR } from "@/lib/generated/sql/webhooks/sending/fan-out/cursor";
import { MOVE } from "@/lib/generated/sql/webhooks/sending/fan-out/move";
import { type OutboxEvent, outboxHead, readOutbox } from "@/lib/outbox/read";

/** How many events one transaction hands to the endpoints. */
export const FAN_OUT_EVENTS_MAX = 500;

export interface FannedOut {
  events: number;
  /** More is there already: ask again at once, or, where an older transaction holds it up, soon. */
  more: boolean;
  held: boolean;
}

/**
 * Hands the next events of the outbox to the endpoints that asked for them, and moves the cursor with it, in one
 * transaction: an event is handed over once, whatever dies in between.
 */
export async function fanOut(now: Date, limit = FAN_OUT_EVENTS_MAX): Promise<FannedOut> {
  return transaction(async (tx) => {
    const [cursor] = await query(CURSOR, {}, tx);
    if (!cursor) throw new Error("the webhook cursor is not there");
    if (!cursor.endpoints) {
      const head = await outboxHead(tx);
      await query(MOVE, { xid: head.xid.toString(), headId: head.id }, tx);
      return { events: 0, more: false, held: false };
    }
    const after = { xid: BigInt(cursor.xid), id: cursor.id };
    const page = await readOutbox({ after, limit }, tx);
    if (page.events.length > 0) {
      const ids = page.events.map(({ id }) => id);
      await run(
        HAND_OVER,
        [ids, page.cursor.xid.toString(), page.cursor.id, ...lastOf(page.events), now],
        tx,
      );
      await query(MOVE, { xid: page.cursor.xid.toString(), headId: page.cursor.id }, tx);
    }
    return { events: page.events.length, more: page.events.length === limit, held: page.held };
  });
}

function lastOf(events: readonly OutboxEvent[]): [payments: string[], lastIds: bigint[]] {
  const last = new Map<string, bigint>();
  for (const { paymentId, id } of events)
    if (paymentId && id > (last.get(paymentId) ?? 0n)) last.set(paymentId, id);
  return [[...last.keys()], [...last.values()]];
}

// A transaction that began early and ended late has an older xid than one that changed the same payment before it. What
// is behind in the payment's own order is therefore taken along, and met again later as what is there already. The
// endpoints are locked, so that one that is deleted just now gets nothing more.
const HAND_OVER = statement(`
  WITH event AS (
    SELECT o.id, o.type, o.merchant_id, o.payment_id, o.object_id, o.occurred_at FROM outbox o WHERE o.id = ANY ($1::bigint[])
    UNION
    SELECT o.id, o.type, o.merchant_id, o.payment_id, o.object_id, o.occurred_at
    FROM unnest($4::uuid[], $5::bigint[]) AS last (payment_id, id)
    JOIN outbox o ON o.payment_id = last.payment_id AND o.id < last.id
    WHERE (o.xid, o.id) > ($2::text::xid8, $3::bigint)
  )
  INSERT INTO webhook_delivery (
    id, endpoint_id, outbox_id, type, payment_id, subject, next_attempt_at, created_at, updated_at)
  SELECT gen_random_uuid(), e.id, o.id, o.type, o.payment_id, s.subject, greatest($6, b.until), o.occurred_at, $6
  FROM event o
  JOIN webhook_endpoint e ON e.deleted_at IS NULL
    AND (cardinality(e.event_types) = 0 OR o.type = ANY (e.event_types))
    AND (e.merchant_id IS NULL OR e.merchant_id = o.merchant_id)
  CROSS JOIN LATERAL (SELECT coalesce(o.payment_id::text, o.object_id) AS subject) s
  LEFT JOIN LATERAL (
    SELECT max(w.next_attempt_at) AS until FROM webhook_delivery w
    WHERE w.endpoint_id = e.id AND w.subject = s.subject AND w.state = 'pending') b ON true
  WHERE o.type <> 'webhook.test'
  ORDER BY o.id
  FOR SHARE OF e
  ON CONFLICT (endpoint_id, outbox_id) DO NOTHING`);
