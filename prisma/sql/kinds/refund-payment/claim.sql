-- @param $1:merchantId
-- @param $2:key
-- @param $3:paymentId
-- @param $4:now
INSERT INTO idempotency_record (merchant_id, door, key, payment_id, created_at) VALUES ($1, 'refund', $2, $3, $4)
ON CONFLICT DO NOTHING RETURNING key
