-- @param $1:merchantId
-- @param $2:idempotencyKey
SELECT id, sent FROM payout_run WHERE merchant_id = $1 AND idempotency_key = $2
