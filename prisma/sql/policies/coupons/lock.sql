-- Of one policy: these, or all that are pending.
-- @param $1:policyId
-- @param $2:ids?
SELECT
-- @include policies/coupons/_columns
FROM policy_payment_coupon u
WHERE u.policy_id = $1 AND (u.id = ANY ($2::uuid[]) OR ($2::uuid[] IS NULL AND u.status = 'pending'))
ORDER BY u.id FOR UPDATE OF u
