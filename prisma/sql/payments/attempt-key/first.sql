-- @param $1:merchantId
-- @param $2:door
-- @param $3:key
SELECT payment_id AS "paymentId", attempt_id AS "attemptId", sent FROM idempotency_record
WHERE merchant_id = $1 AND door = $2 AND key = $3
