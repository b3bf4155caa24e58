-- Runs beyond a place in the list, nearest to it first.
-- @param $1:merchantId
-- @param $2:limit
-- @param $3:unmarkedBefore
-- @param $4:olderThan
-- @param $5:olderThanId
-- @param $6:newerThan
-- @param $7:newerThanId
SELECT
-- @include referrals/payouts/_run-columns
FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
WHERE true
  AND u.merchant_id = $1 -- @if merchantId
  AND u.created_at <= $3 AND EXISTS (SELECT FROM payout_line l WHERE l.payout_run_id = u.id AND l.outcome = 'paid' AND NOT EXISTS (SELECT FROM payout_mark k WHERE k.payout_line_id = l.id)) -- @if unmarkedBefore
  AND (u.created_at, u.id) < ($4, $5) -- @if olderThan
  AND (u.created_at, u.id) > ($6, $7) -- @if newerThan
ORDER BY u.created_at DESC, u.id DESC -- @unless upwards
ORDER BY u.created_at, u.id -- @if upwards
LIMIT $2
