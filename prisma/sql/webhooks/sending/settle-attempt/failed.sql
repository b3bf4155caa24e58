-- @param $1:endpointId
-- @param $2:now
-- @notnull failingSince
UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, $2) WHERE id = $1
RETURNING failing_since AS "failingSince", merchant_id AS "merchantId"
