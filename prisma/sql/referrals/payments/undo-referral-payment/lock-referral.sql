-- @param $1:paymentId
SELECT
-- @include referrals/referrals/_referral-columns
FROM referral_payment x JOIN referral r ON r.id = x.referral_id JOIN partnership s ON s.id = r.partnership_id
WHERE x.payment_id = $1 FOR UPDATE OF r
