-- @param $1:requestId
-- @param $2:madeMax
SELECT event_id AS "eventId", type, payment_id AS "paymentId", occurred_at AS "occurredAt"
FROM outbox WHERE request_id = $1 ORDER BY id LIMIT $2
