-- In the order they were handed over.
-- @param $1:id
-- @param $2:limit
-- @param $3:offset
SELECT i.payment_id AS id FROM payment_batch_attempt i JOIN attempt a ON a.id = i.attempt_id
WHERE i.batch_id = $1 ORDER BY a.started_at, i.attempt_id LIMIT $2 OFFSET $3
