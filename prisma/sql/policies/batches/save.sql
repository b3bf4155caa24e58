-- @param $1:id
-- @param $2:status
-- @param $3:failureReason
-- @param $4:now
-- @param $5:actorType
-- @param $6:actorId
UPDATE payment_batch SET status = $2, failure_reason = $3, updated_at = $4, updated_by_type = $5, updated_by_id = $6
WHERE id = $1
