-- @param $1:id
SELECT id, name, scopes, merchant_id AS "merchantId", partner_id AS "partnerId", expires_at AS "expiresAt"
FROM api_key WHERE id = $1 AND revoked_at IS NULL
