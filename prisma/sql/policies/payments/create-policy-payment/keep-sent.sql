-- What came with the key, or what came with it first.
-- @param $1:merchantId
-- @param $2:idempotencyKey
-- @param $3:sent
UPDATE idempotency_record SET sent = coalesce(sent, $3) WHERE merchant_id = $1 AND door = 'policy' AND key = $2
RETURNING sent
