-- @param $1:ids
-- @param $2:merchantId?
SELECT
-- @include referrals/commissions/_commission-columns
, EXISTS (SELECT FROM commission b WHERE b.claws_back_id = c.id) AS netted
FROM commission c
 WHERE c.id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR c.merchant_id = $2) ORDER BY c.id FOR UPDATE
