-- @param $1:connectorId
-- @param $2:types
-- @param $3:references
SELECT
-- @include payments/_payment-columns
FROM payment p
 JOIN unnest($2::text[], $3::text[]) AS r (type, reference) ON r.type = p.type AND r.reference = p.reference
 WHERE p.connector_id = $1
