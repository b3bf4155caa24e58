-- @param $1:merchantId
-- @param $2:createdFrom
-- @param $3:createdBefore
-- @param $4:limit
-- @param $5:offset
-- @param $6:state
-- @param $7:partnerId
-- @param $8:referralId
-- @param $9:paymentId
-- @param $10:payoutRunId
-- @param $11:olderThan
-- @param $12:olderThanId
-- @notnull referralLabel
SELECT
-- @include referrals/commissions/_commission-columns
, n.name AS "partnerName", coalesce(r.email, r.uid) AS "referralLabel",
  (SELECT h.reason FROM state_change h WHERE h.object_type = 'commission' AND h.object_id = c.id
    ORDER BY h.id DESC LIMIT 1) AS reason
FROM commission c JOIN partner n ON n.id = c.partner_id JOIN referral r ON r.id = c.referral_id
WHERE true
  AND c.merchant_id = $1 -- @if merchantId
  AND c.created_at >= to_timestamp($2) -- @if createdFrom
  AND c.created_at < to_timestamp($3) -- @if createdBefore
  AND c.state = $6 -- @if state
  AND c.partner_id = $7 -- @if partnerId
  AND c.referral_id = $8 -- @if referralId
  AND c.payment_id = $9 -- @if paymentId
  AND c.payout_line_id IN (SELECT id FROM payout_line WHERE payout_run_id = $10) -- @if payoutRunId
-- @include referrals/commissions/_shelf
  AND (c.created_at, c.id) < ($11, $12) -- @if olderThan
ORDER BY c.created_at DESC, c.id DESC LIMIT $4 OFFSET $5
