-- @param $1:id
-- @param $2:paymentId
-- @param $3:attemptId
-- @param $4:kind
-- @param $5:dueAt
-- @param $6:data
INSERT INTO provider_follow_up (id, payment_id, attempt_id, kind, due_at, data)
VALUES ($1, $2, $3, $4, $5, $6::jsonb)
