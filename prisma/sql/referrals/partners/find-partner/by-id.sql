-- @param $1:text?
-- @param $2:merchantId?
-- @param $3:partnerId?
SELECT
-- @include referrals/partners/_partner-columns
FROM partner n WHERE n.id = $1 AND ($2::uuid IS NULL OR n.merchant_id = $2)
  AND ($3::uuid IS NULL OR n.id = $3)
