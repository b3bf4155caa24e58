-- @param $1:policyId
-- @param $2:statuses?
-- @param $3:paymentTypes?
-- @param $4:collectionTypes?
-- @param $5:limit
-- @param $6:offset
SELECT
-- @include policies/payments/_policy-payment-columns
FROM
-- @include policies/payments/_policy-payment-from
WHERE
-- @include policies/payments/_where
ORDER BY y.created_at DESC, y.payment_id DESC LIMIT $5 OFFSET $6
