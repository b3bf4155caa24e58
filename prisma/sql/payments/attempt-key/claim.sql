-- @param $1:merchantId
-- @param $2:door
-- @param $3:key
-- @param $4:paymentId
-- @param $5:now
-- @param $6:sent
INSERT INTO idempotency_record (merchant_id, door, key, payment_id, created_at, sent) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING RETURNING key
