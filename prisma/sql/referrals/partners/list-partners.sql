-- @param $1:merchantId
-- @param $2:createdFrom
-- @param $3:createdBefore
-- @param $4:limit
-- @param $5:offset
-- @param $6:state
SELECT
-- @include referrals/partners/_partner-columns
FROM partner n
WHERE true
  AND n.merchant_id = $1 -- @if merchantId
  AND n.created_at >= to_timestamp($2) -- @if createdFrom
  AND n.created_at < to_timestamp($3) -- @if createdBefore
  AND EXISTS (SELECT 1 FROM partnership s WHERE s.partner_id = n.id AND s.state = $6) -- @if state
ORDER BY n.created_at DESC, n.id DESC LIMIT $4 OFFSET $5
