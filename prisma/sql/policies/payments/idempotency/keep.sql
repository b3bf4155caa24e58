-- @param $1:merchantId
-- @param $2:key
-- @param $3:fingerprint
-- @param $4:status
-- @param $5:bytes
-- @param $6:now
INSERT INTO policy_idempotency (merchant_id, key, fingerprint, status, body, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
