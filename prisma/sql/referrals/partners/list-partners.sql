-- @param $1:merchantId
-- @param $2:createdFrom
-- @param $3:createdBefore
-- @param $4:limit
-- @param $5:offset
-- @param $6:state
-- @param $7:name
-- @param $8:email
-- @param $9:paypalEmail
-- @param $10:partnerId
SELECT
-- @include referrals/partners/_partner-columns
FROM partner n
WHERE true
  AND n.merchant_id = $1 -- @if merchantId
  AND n.id = $10 -- @if partnerId
  AND n.created_at >= to_timestamp($2) -- @if createdFrom
  AND n.created_at < to_timestamp($3) -- @if createdBefore
  AND EXISTS (SELECT 1 FROM partnership s WHERE s.partner_id = n.id AND s.state = $6) -- @if state
  AND normalize(n.name, NFC) = normalize($7, NFC) -- @if name
  AND email_key(n.email) = email_key($8) -- @if email
  AND email_key(n.paypal_email) = email_key($9) -- @if paypalEmail
ORDER BY n.created_at DESC, n.id DESC LIMIT $4 OFFSET $5
