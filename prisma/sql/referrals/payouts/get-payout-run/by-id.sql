-- @param $1:id?
-- @param $2:merchantId?
SELECT
-- @include referrals/payouts/_run-columns
FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
 WHERE u.id = $1 AND ($2::uuid IS NULL OR u.merchant_id = $2)
