-- Who has a secret, or an id: every request whose key has left the cache asks.
-- @param $1:secretHash
SELECT id, name, scopes, merchant_id AS "merchantId", partner_id AS "partnerId", expires_at AS "expiresAt"
FROM api_key WHERE secret_hash = $1 AND revoked_at IS NULL
