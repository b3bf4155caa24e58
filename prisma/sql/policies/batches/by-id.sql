-- @param $1:id
SELECT
-- @include policies/batches/_columns
FROM payment_batch b
-- @include policies/batches/_sums
WHERE b.id = $1
