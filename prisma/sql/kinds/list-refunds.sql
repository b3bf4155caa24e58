-- The refunds of a payment that a connector was asked for, newest first, each with what became of it since.
-- @param $1:paymentId
-- @param $2:id
SELECT t.id, t.payment_id AS "paymentId", t.state, t.amount_minor AS "amountMinor", p.currency, p.precision,
  t.decline_code AS "declineCode", t.started_at AS "startedAt", t.finished_at AS "finishedAt",
  (SELECT a.reason FROM adjustment a WHERE a.payment_id = t.payment_id AND a.attempt_id = t.id AND a.status = 'refunded'
    ORDER BY a.sequence LIMIT 1) AS reason,
  EXISTS (SELECT 1 FROM adjustment a
    WHERE a.payment_id = t.payment_id AND a.attempt_id = t.id AND a.status = 'refund_reversed') AS reversed,
  (SELECT r.key FROM idempotency_record r WHERE r.attempt_id = t.id LIMIT 1) AS "idempotencyKey"
FROM attempt t JOIN payment p ON p.id = t.payment_id
WHERE t.payment_id = $1 AND t.operation = 'refund'
  AND t.id = $2 -- @if id
ORDER BY t.started_at DESC, t.id DESC
