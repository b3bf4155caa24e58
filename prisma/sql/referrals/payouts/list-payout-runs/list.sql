-- @param $1:merchantId?
-- @param $2:runsListedMax
SELECT
-- @include referrals/payouts/_run-columns
FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
 WHERE $1::uuid IS NULL OR u.merchant_id = $1 ORDER BY u.created_at DESC, u.id DESC LIMIT $2
