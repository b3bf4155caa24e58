-- @param $1:now
-- @param $2:limit
-- @param $3:merchantId
-- @param $4:except
SELECT i.id FROM payment_initiation i
WHERE i.decision = 'approved' AND i.payment_id IS NULL AND i.deleted_at IS NULL AND i.scheduled_at <= $1
  AND i.merchant_id = $3 -- @if merchantId
  AND i.merchant_id <> ALL ($4::uuid[]) -- @if except
ORDER BY i.scheduled_at LIMIT $2
