-- @param $1:before
-- @param $2:purgeBatchMax
WITH forgotten AS (
  DELETE FROM policy_idempotency WHERE (merchant_id, key) IN (
    SELECT merchant_id, key FROM policy_idempotency WHERE created_at < $1 LIMIT $2) RETURNING 1
)
SELECT count(*)::int AS rows FROM forgotten
