-- @param $1:id?
-- @param $2:merchantId?
-- @param $3:partnerId?
SELECT
-- @include referrals/partners/_partnership-columns
FROM partnership s JOIN partner n ON n.id = s.partner_id
WHERE s.id = $1 AND ($2::uuid IS NULL OR s.merchant_id = $2)
  AND ($3::uuid IS NULL OR s.partner_id = $3)
