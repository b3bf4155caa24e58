-- @param $1:merchantId
-- @param $2:key
SELECT fingerprint, status, body FROM policy_idempotency WHERE merchant_id = $1 AND key = $2
