-- The batch in which a payment was handed over last.
-- @param $1:paymentId
SELECT i.batch_id AS id FROM payment_batch_attempt i JOIN attempt a ON a.id = i.attempt_id
WHERE i.payment_id = $1 ORDER BY a.number DESC LIMIT 1
