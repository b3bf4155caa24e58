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
   AND r.id IN ( -- @if pattern
     SELECT w.id FROM referral w -- @if pattern
     WHERE w.id = $2 OR search_key(w.uid) LIKE search_key($3) OR search_key(w.email) LIKE search_key($3) -- @if pattern
     UNION ALL SELECT b.referral_id FROM subscription b WHERE normalize(b.reference) = normalize($4)) -- @if pattern
 ORDER BY r.created_at DESC, r.id DESC LIMIT $5
