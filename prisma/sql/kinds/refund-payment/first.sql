-- @param $1:merchantId
-- @param $2:key
SELECT payment_id AS "paymentId" FROM idempotency_record WHERE merchant_id = $1 AND door = 'refund' AND key = $2
