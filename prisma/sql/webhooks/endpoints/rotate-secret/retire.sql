-- @param $1:id
-- @param $2:now
UPDATE webhook_secret SET expires_at = least(coalesce(expires_at, $2), $2)
WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > $2)
