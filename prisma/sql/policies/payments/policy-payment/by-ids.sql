-- @param $1:ids
SELECT
-- @include policies/payments/_policy-payment-columns
FROM
-- @include policies/payments/_policy-payment-from
WHERE y.payment_id = ANY ($1::uuid[])
