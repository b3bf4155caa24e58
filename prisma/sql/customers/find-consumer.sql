-- Whoever a consumer is with any of the merchants that the caller sees; with the merchant itself first.
-- @param $1:consumerId
-- @param $2:merchantId
-- @param $3:boundTo?
SELECT
-- @include customers/_columns
FROM customer c
WHERE c.consumer_id = $1 AND c.deleted_at IS NULL AND ($3::uuid IS NULL OR c.merchant_id = $3)
ORDER BY c.merchant_id <> $2, c.created_at, c.id LIMIT 1
