-- @param $1:before
-- @param $2:purgeBatchMax
DELETE FROM policy_idempotency WHERE (merchant_id, key) IN (
  SELECT merchant_id, key FROM policy_idempotency WHERE created_at < $1 LIMIT $2)
