-- @param $1:ids
SELECT
-- @include policies/coupons/_columns
FROM policy_payment_coupon u WHERE u.id = ANY ($1::uuid[])
