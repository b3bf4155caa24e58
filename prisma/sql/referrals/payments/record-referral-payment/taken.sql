-- @param $1:merchantId
-- @param $2:key
SELECT 1 FROM idempotency_record WHERE merchant_id = $1 AND door = 'referral' AND key = $2
