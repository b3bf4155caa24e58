SELECT
-- @include referrals/referrals/_programme-columns
FROM
-- @include referrals/referrals/_programme-tables
WHERE r.merchant_id = $1
