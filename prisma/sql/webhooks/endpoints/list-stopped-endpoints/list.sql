-- @param $1:limit
-- @notnull reason
-- @notnull pausedAt
SELECT id, url, paused_reason AS reason, paused_at AS "pausedAt" FROM webhook_endpoint
WHERE deleted_at IS NULL AND paused_reason IN ('gone', 'failing') ORDER BY paused_at DESC, id LIMIT $1
