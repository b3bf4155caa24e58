-- @param $1:merchantId?
-- @param $2:runsListedMax
-- @param $3:unmarkedBefore
SELECT
-- @include referrals/payouts/_run-columns
FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
 WHERE ($1::uuid IS NULL OR u.merchant_id = $1)
   AND u.created_at <= $3 AND EXISTS (SELECT FROM payout_line l WHERE l.payout_run_id = u.id AND l.outcome = 'paid' AND NOT EXISTS (SELECT FROM payout_mark k WHERE k.payout_line_id = l.id)) -- @if unmarkedBefore
 ORDER BY u.created_at DESC, u.id DESC LIMIT $2
