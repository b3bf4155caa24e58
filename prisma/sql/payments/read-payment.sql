-- @param $1:id
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
, k.provider AS "connectorProvider"
FROM payment p
-- @include payments/_shown-joins
WHERE p.id = $1
