-- @param $1:id
SELECT
-- @include webhooks/endpoints/_endpoint-columns
FROM
-- @include webhooks/endpoints/_endpoint-tables
WHERE e.id = $1
