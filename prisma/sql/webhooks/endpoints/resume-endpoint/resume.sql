-- @param $1:id
-- @param $2:now
UPDATE webhook_endpoint
SET state = 'active', paused_reason = NULL, paused_at = NULL, failing_since = NULL, updated_at = $2
WHERE id = $1
