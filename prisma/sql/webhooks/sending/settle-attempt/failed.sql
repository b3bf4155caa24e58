-- Nothing where the endpoint has another address by now, of which the failure says nothing.
-- @param $1:endpointId
-- @param $2:now
-- @param $3:url
-- @notnull failingSince
UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, $2) WHERE id = $1 AND url = $3
RETURNING failing_since AS "failingSince", merchant_id AS "merchantId"
