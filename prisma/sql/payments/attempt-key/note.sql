-- @param $1:merchantId
-- @param $2:door
-- @param $3:key
-- @param $4:attemptId
UPDATE idempotency_record SET attempt_id = $4 WHERE merchant_id = $1 AND door = $2 AND key = $3
