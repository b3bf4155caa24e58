-- @param $1:limit
-- @param $2:merchantId?
SELECT
-- @include payments/_payment-columns
FROM payment p WHERE $2::uuid IS NULL OR p.merchant_id = $2
ORDER BY p.created_at DESC, p.id DESC LIMIT $1
