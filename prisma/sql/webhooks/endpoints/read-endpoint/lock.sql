-- Not the whole row: deliveries are made for it meanwhile.
-- @param $1:id
SELECT
-- @include webhooks/endpoints/_endpoint-columns
FROM
-- @include webhooks/endpoints/_endpoint-tables
WHERE e.id = $1 FOR NO KEY UPDATE OF e
