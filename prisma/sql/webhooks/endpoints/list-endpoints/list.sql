-- @param $1:endpointsMax
SELECT
-- @include webhooks/endpoints/_endpoint-columns
FROM
-- @include webhooks/endpoints/_endpoint-tables
WHERE e.deleted_at IS NULL ORDER BY e.created_at, e.id LIMIT $1
