-- @param $1:originalId
SELECT
-- @include policies/payments/_policy-payment-columns
FROM
-- @include policies/payments/_policy-payment-from
WHERE y.original_id = $1 ORDER BY y.retry_number
