-- @param $1:id?
-- @param $2:merchantId?
-- @param $3:partnerId?
SELECT
-- @include referrals/referrals/_programme-columns
FROM
-- @include referrals/referrals/_programme-tables

 WHERE r.id = $1 AND ($2::uuid IS NULL OR r.merchant_id = $2)
  AND ($3::uuid IS NULL OR s.partner_id = $3)
