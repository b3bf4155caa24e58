-- @param $1:id?
-- @param $2:merchantId?
SELECT
-- @include referrals/referrals/_referral-columns
FROM referral r JOIN partnership s ON s.id = r.partnership_id
 WHERE r.id = $1 AND ($2::uuid IS NULL OR r.merchant_id = $2) FOR UPDATE OF r
