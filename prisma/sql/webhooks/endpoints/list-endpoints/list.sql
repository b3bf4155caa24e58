-- @param $1:endpointsMax
-- @param $2:merchantId?
SELECT
-- @include webhooks/endpoints/_endpoint-columns
FROM
-- @include webhooks/endpoints/_endpoint-tables
WHERE e.deleted_at IS NULL AND ($2::uuid IS NULL OR e.merchant_id = $2) ORDER BY e.created_at, e.id LIMIT $1
