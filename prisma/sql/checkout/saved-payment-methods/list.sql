-- @param $1:customerId
SELECT
-- @include checkout/_columns
FROM saved_payment_method WHERE customer_id = $1 AND removed_at IS NULL
 ORDER BY created_at DESC, id DESC
