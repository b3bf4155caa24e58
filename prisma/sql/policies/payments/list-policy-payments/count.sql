-- @param $1:policyId
-- @param $2:statuses?
-- @param $3:paymentTypes?
-- @param $4:collectionTypes?
SELECT count(*) AS total FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE
-- @include policies/payments/_where
