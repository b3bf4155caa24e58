-- @param $1:merchantId?
-- @param $2:q?
-- @param $3:pattern
-- @param $4:q2
-- @param $5:referralsOfferedMax
SELECT
-- @include referrals/referrals/_programme-columns
FROM
-- @include referrals/referrals/_programme-tables

 WHERE ($1::uuid IS NULL OR r.merchant_id = $1)
   AND (r.id = $2 OR r.uid ILIKE $3 OR r.email ILIKE $3
     OR EXISTS (SELECT 1 FROM subscription b WHERE b.referral_id = r.id AND b.reference = $4))
 ORDER BY r.created_at DESC, r.id DESC LIMIT $5
