-- @param $1:merchantId
-- @param $2:createdFrom
-- @param $3:createdBefore
-- @param $4:limit
-- @param $5:offset
-- @param $6:state
-- @param $7:partnerId
-- @param $8:email
-- @param $9:stateSetFrom
-- @param $10:stateSetBefore
SELECT
-- @include referrals/referrals/_referral-columns
, n.name AS "partnerName"
FROM referral r JOIN partnership s ON s.id = r.partnership_id JOIN partner n ON n.id = s.partner_id
WHERE true
  AND r.merchant_id = $1 -- @if merchantId
  AND r.created_at >= to_timestamp($2) -- @if createdFrom
  AND r.created_at < to_timestamp($3) -- @if createdBefore
  AND r.state = $6 -- @if state
  AND s.partner_id = $7 -- @if partnerId
  AND email_key(r.email) = email_key($8) -- @if email
  AND r.state_set_at >= to_timestamp($9) -- @if stateSetFrom
  AND r.state_set_at < to_timestamp($10) -- @if stateSetBefore
ORDER BY r.created_at DESC, r.id DESC LIMIT $4 OFFSET $5
