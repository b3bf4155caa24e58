-- @param $1:merchantId?
-- @param $2:policyId?
-- @param $3:paymentTypes?
SELECT count(*) AS total FROM policy_payment y WHERE
-- @include policies/scheduled/_where
