-- @param $1:now
-- @param $2:expireBatchMax
-- @param $3:merchantId
-- @param $4:except
SELECT id FROM referral WHERE state = 'converted' AND expires_at <= $1
  AND merchant_id = $3 -- @if merchantId
  AND merchant_id <> ALL ($4::uuid[]) -- @if except
ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
