-- A payment in process is left alone: its attempt decides, and a decline makes it due again.
-- @param $1:now
-- @param $2:expireBatchMax
-- @param $3:merchantId
-- @param $4:except
SELECT p.id FROM checkout_link l JOIN payment p ON p.id = l.payment_id
WHERE l.due_at <= $1 AND p.status = 'pending'
  AND p.merchant_id = $3 -- @if merchantId
  AND p.merchant_id <> ALL ($4::uuid[]) -- @if except
ORDER BY l.due_at LIMIT $2
