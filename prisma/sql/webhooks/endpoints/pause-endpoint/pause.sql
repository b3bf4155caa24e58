-- @param $1:id
-- @param $2:now
UPDATE webhook_endpoint SET state = 'paused', paused_reason = 'operator', paused_at = $2, updated_at = $2
WHERE id = $1
