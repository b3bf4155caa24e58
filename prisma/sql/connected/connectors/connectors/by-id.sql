-- @param $1:id
SELECT
-- @include connected/connectors/_connector-columns
FROM connector k WHERE k.id = $1
