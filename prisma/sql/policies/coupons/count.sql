-- @param $1:policyId
-- @param $2:status?
SELECT count(*) AS total FROM policy_payment_coupon u WHERE u.policy_id = $1 AND ($2::text IS NULL OR u.status = $2)
