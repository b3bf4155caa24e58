-- The refunds of a payment, newest first, each with what became of it since: those a connector was asked for, and those that
-- somebody made elsewhere, at the provider or by a report, which are known by their adjustment alone.
-- @param $1:paymentId
-- @param $2:id
-- @notnull amountMinor
SELECT r.id, p.id AS "paymentId", r.state, r.amount_minor AS "amountMinor", p.currency, p.precision,
  r.decline_code AS "declineCode", r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.reason, r.reversed,
  (SELECT k.key FROM idempotency_record k WHERE k.attempt_id = r.id LIMIT 1) AS "idempotencyKey"
FROM payment p JOIN (
  SELECT t.id, t.payment_id, t.state, t.amount_minor, t.decline_code, t.started_at, t.finished_at,
    (SELECT a.reason FROM adjustment a WHERE a.payment_id = t.payment_id AND a.attempt_id = t.id AND a.status = 'refunded'
      ORDER BY a.sequence LIMIT 1) AS reason,
    EXISTS (SELECT 1 FROM adjustment a
      WHERE a.payment_id = t.payment_id AND a.attempt_id = t.id AND a.status = 'refund_reversed') AS reversed
  FROM attempt t WHERE t.payment_id = $1 AND t.operation = 'refund'
  UNION ALL
  SELECT md5(concat_ws('/', a.payment_id, a.sequence))::uuid, a.payment_id, 'succeeded', a.amount_minor, NULL, a.occurred_at, a.occurred_at,
    a.reason, EXISTS (SELECT 1 FROM adjustment b
      WHERE b.payment_id = a.payment_id AND b.status = 'refund_reversed' AND b.reference = a.reference || '/reversed')
  FROM adjustment a
  WHERE a.payment_id = $1 AND a.status = 'refunded' AND a.attempt_id IS NULL AND NOT a.opening AND a.amount_minor IS NOT NULL
) r ON r.payment_id = p.id
WHERE p.id = $1
  AND r.id = $2 -- @if id
ORDER BY r.started_at DESC, r.id DESC
