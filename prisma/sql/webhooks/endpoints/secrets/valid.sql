-- @param $1:endpointId
-- @param $2:now
SELECT id, created_at AS "createdAt", expires_at AS "expiresAt" FROM webhook_secret
WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > $2) ORDER BY created_at DESC, id DESC
