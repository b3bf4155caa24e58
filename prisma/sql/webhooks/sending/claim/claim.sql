-- What an endpoint was given before it became another merchant's is not sent: it is given up, whenever it comes up.
-- What is pending has a next attempt: said so, it is found by the indexes that are for sending, whatever the statistics.
-- Does not wait for the disk: a database that loses its power loses a claim of the last moment, and what was sent by it is
-- sent once more, as it is when the process dies.
-- @param $1:now
-- @param $2:endpointConcurrency
-- @param $3:endpointIds
-- @param $4:counts
WITH hurried AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true) AS setting
), room AS (
  SELECT e.id, e.merchant_id, $2::int - coalesce(f.n, 0) AS free
  FROM hurried CROSS JOIN webhook_endpoint e
  LEFT JOIN unnest($3::uuid[], $4::int[]) AS f (id, n) ON f.id = e.id
  WHERE e.state = 'active' AND e.deleted_at IS NULL
), due AS (
  SELECT d.id, d.own FROM room r CROSS JOIN LATERAL (
    SELECT w.id, r.merchant_id IS NULL
      OR EXISTS (SELECT 1 FROM outbox o WHERE o.id = w.outbox_id AND o.merchant_id = r.merchant_id) AS own
    FROM webhook_delivery w
    WHERE w.endpoint_id = r.id AND NOT w.sending AND w.next_attempt_at <= $1
      AND NOT EXISTS (
        SELECT 1 FROM webhook_delivery before
        WHERE before.endpoint_id = w.endpoint_id AND before.subject = w.subject AND before.next_attempt_at IS NOT NULL
          AND before.outbox_id < w.outbox_id)
    ORDER BY w.next_attempt_at, w.outbox_id
    LIMIT greatest(r.free, 0)
    FOR UPDATE SKIP LOCKED) d
), begun AS (
  UPDATE webhook_delivery w SET sending = true, attempts = w.attempts + 1, round_attempts = w.round_attempts + 1,
    updated_at = $1
  FROM due WHERE w.id = due.id AND due.own
  RETURNING w.*
), given_up AS (
  UPDATE webhook_delivery w SET state = 'exhausted', next_attempt_at = NULL, last_outcome = NULL, updated_at = $1
  FROM due WHERE w.id = due.id AND NOT due.own
), noted AS (
  INSERT INTO webhook_attempt (delivery_id, number, started_at) SELECT id, attempts, $1 FROM begun
)
SELECT b.id AS "deliveryId", b.endpoint_id AS "endpointId", e.url, b.subject, b.outbox_id AS "outboxId",
  b.attempts AS number, b.round_attempts AS "roundAttempts", o.event_id AS "eventId", b.type,
  o.merchant_id AS "merchantId", o.payment_id AS "paymentId", o.object_id AS "objectId", o.data,
  o.occurred_at AS "occurredAt", ARRAY (
    SELECT s.sealed FROM webhook_secret s
    WHERE s.endpoint_id = e.id AND (s.expires_at IS NULL OR s.expires_at > $1)
    ORDER BY s.created_at DESC, s.id DESC) AS secrets
FROM begun b JOIN webhook_endpoint e ON e.id = b.endpoint_id JOIN outbox o ON o.id = b.outbox_id
ORDER BY b.next_attempt_at, b.outbox_id
