-- @param $1:merchantId?
-- @param $2:limit
-- @param $3:offset
SELECT
-- @include customers/_columns
FROM customer c WHERE $1::uuid IS NULL OR c.merchant_id = $1
ORDER BY c.created_at DESC, c.id DESC LIMIT $2 OFFSET $3
