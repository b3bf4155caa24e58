-- @param $1:endpointId
-- @param $2:reason
-- @param $3:now
UPDATE webhook_endpoint SET state = 'paused', paused_reason = $2, paused_at = $3, updated_at = $3
WHERE id = $1 AND state = 'active' RETURNING id
