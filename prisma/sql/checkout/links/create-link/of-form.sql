-- Merchants are few, and the key is unique within one of them: its index is asked for each in turn.
-- @param $1:key
-- @param $2:merchantId?
-- @notnull id
SELECT i.payment_id AS id FROM merchant m
JOIN idempotency_record i ON i.merchant_id = m.id AND i.door = 'checkout' AND i.key = $1
WHERE i.payment_id IS NOT NULL AND ($2::uuid IS NULL OR m.id = $2)
ORDER BY i.created_at, m.id LIMIT 1
