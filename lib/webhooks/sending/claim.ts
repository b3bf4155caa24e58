import { run, statement } from "@/lib/db/sql";
import type { Told } from "./payload";

/** How many messages one endpoint is sent at the same time: one that is silent holds up nobody else. */
export const ENDPOINT_CONCURRENCY = 10;

/** One delivery whose attempt has been written down and must now be made. */
export interface Claimed {
  deliveryId: string;
  endpointId: string;
  url: string;
  subject: string;
  outboxId: bigint;
  /** This attempt's, from 1. */
  number: number;
  /** Attempts since somebody last asked for it to be sent, this one included. */
  roundAttempts: number;
  /** Sealed, newest first. */
  secrets: Uint8Array[];
  event: Told;
}

/**
 * Takes what is due: of each subject only the oldest that is not delivered, so that the events of a payment arrive in
 * their order. `inFlight` says how many attempts each endpoint has now.
 */
export async function claimDue(now: Date, inFlight: ReadonlyMap<string, number>): Promise<Claimed[]> {
  const rows = await run<Row>(CLAIM, [
    now,
    ENDPOINT_CONCURRENCY,
    [...inFlight.keys()],
    [...inFlight.values()],
  ]);
  return rows.map(({ eventId, type, merchantId, paymentId, objectId, data, occurredAt, ...claimed }) => ({
    ...claimed,
    event: { eventId, type, merchantId, paymentId, objectId, data, occurredAt },
  }));
}

/** When the next attempt is due, or null when none is waiting. */
export async function nextDueAt(): Promise<Date | null> {
  const [row] = await run<{ at: Date | null }>(NEXT, []);
  return row?.at ?? null;
}

/** What a sender that died left half done is due again at once; the attempt that nobody saw the end of does not count. */
export async function takeBackInterrupted(now: Date): Promise<void> {
  await run(TAKE_BACK, [now]);
}

type Row = Omit<Claimed, "event"> & Told;

const CLAIM = statement(`
  WITH room AS (
    SELECT e.id, $2::int - coalesce(f.n, 0) AS free
    FROM webhook_endpoint e
    LEFT JOIN unnest($3::uuid[], $4::int[]) AS f (id, n) ON f.id = e.id
    WHERE e.state = 'active' AND e.deleted_at IS NULL
  ), due AS (
    SELECT d.id FROM room r CROSS JOIN LATERAL (
      SELECT w.id FROM webhook_delivery w
      WHERE w.endpoint_id = r.id AND w.state = 'pending' AND NOT w.sending AND w.next_attempt_at <= $1
        AND NOT EXISTS (
          SELECT 1 FROM webhook_delivery before
          WHERE before.endpoint_id = w.endpoint_id AND before.subject = w.subject AND before.state = 'pending'
            AND before.outbox_id < w.outbox_id)
      ORDER BY w.next_attempt_at, w.outbox_id
      LIMIT greatest(r.free, 0)
      FOR UPDATE SKIP LOCKED) d
  ), begun AS (
    UPDATE webhook_delivery w SET sending = true, attempts = w.attempts + 1, round_attempts = w.round_attempts + 1,
      updated_at = $1
    FROM due WHERE w.id = due.id
    RETURNING w.*
  ), noted AS (
    INSERT INTO webhook_attempt (delivery_id, number, started_at) SELECT id, attempts, $1 FROM begun
  )
  SELECT b.id AS "deliveryId", b.endpoint_id AS "endpointId", e.url, b.subject, b.outbox_id AS "outboxId",
    b.attempts AS number, b.round_attempts AS "roundAttempts", o.event_id AS "eventId", o.type,
    o.merchant_id AS "merchantId", o.payment_id AS "paymentId", o.object_id AS "objectId", o.data,
    o.occurred_at AS "occurredAt", ARRAY (
      SELECT s.sealed FROM webhook_secret s
      WHERE s.endpoint_id = e.id AND (s.expires_at IS NULL OR s.expires_at > $1)
      ORDER BY s.created_at DESC, s.id DESC) AS secrets
  FROM begun b JOIN webhook_endpoint e ON e.id = b.endpoint_id JOIN outbox o ON o.id = b.outbox_id
  ORDER BY b.next_attempt_at, b.outbox_id`);

const NEXT = statement(`
  SELECT min(d.at) AS at FROM webhook_endpoint e CROSS JOIN LATERAL (
    SELECT min(w.next_attempt_at) AS at FROM webhook_delivery w
    WHERE w.endpoint_id = e.id AND w.state = 'pending' AND NOT w.sending) d
  WHERE e.state = 'active' AND e.deleted_at IS NULL`);

const TAKE_BACK = statement(`
  WITH back AS (
    UPDATE webhook_delivery SET sending = false, round_attempts = greatest(0, round_attempts - 1),
      next_attempt_at = $1, last_outcome = 'interrupted', updated_at = $1
    WHERE sending
    RETURNING id, attempts
  )
  UPDATE webhook_attempt a SET outcome = 'interrupted' FROM back
  WHERE a.delivery_id = back.id AND a.number = back.attempts AND a.outcome IS NULL`);
