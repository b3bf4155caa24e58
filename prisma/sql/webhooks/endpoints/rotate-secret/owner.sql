-- @param $1:secretId
SELECT secret.endpoint_id AS "endpointId", (
  SELECT (entry.data ->> 'overlapHours')::int FROM audit_entry entry
  WHERE entry.object_type = 'webhook_endpoint' AND entry.object_id = secret.endpoint_id::text
    AND entry.action = 'webhook_endpoint.secret_rotated' AND entry.data ->> 'secretId' = secret.id::text
) AS "overlapHours"
FROM webhook_secret secret WHERE secret.id = $1
