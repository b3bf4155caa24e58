-- @param $1:known
-- @param $2:customerId
SELECT
-- @include checkout/_columns
FROM saved_payment_method WHERE id = $1 AND customer_id = $2 AND removed_at IS NULL
