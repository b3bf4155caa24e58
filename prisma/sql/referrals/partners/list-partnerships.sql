-- @param $1:merchantId
-- @param $2:createdFrom
-- @param $3:createdBefore
-- @param $4:limit
-- @param $5:offset
-- @param $6:state
-- @param $7:partnerId
SELECT
-- @include referrals/partners/_partnership-columns
FROM partnership s JOIN partner n ON n.id = s.partner_id
WHERE true
  AND s.merchant_id = $1 -- @if merchantId
  AND s.created_at >= to_timestamp($2) -- @if createdFrom
  AND s.created_at < to_timestamp($3) -- @if createdBefore
  AND s.state = $6 -- @if state
  AND s.partner_id = $7 -- @if partnerId
ORDER BY s.created_at DESC, s.id DESC LIMIT $4 OFFSET $5
