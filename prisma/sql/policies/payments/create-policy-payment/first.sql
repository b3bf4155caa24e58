-- @param $1:merchantId
-- @param $2:idempotencyKey
SELECT payment_id AS id, sent FROM idempotency_record WHERE merchant_id = $1 AND door = 'policy' AND key = $2
