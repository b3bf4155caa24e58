-- @param $1:secretId
SELECT endpoint_id AS "endpointId" FROM webhook_secret WHERE id = $1
