-- @param $1:policyId
-- @param $2:status?
-- @param $3:limit
-- @param $4:offset
SELECT
-- @include policies/coupons/_columns
FROM policy_payment_coupon u WHERE u.policy_id = $1 AND ($2::text IS NULL OR u.status = $2)
ORDER BY u.created_at DESC, u.id DESC LIMIT $3 OFFSET $4
