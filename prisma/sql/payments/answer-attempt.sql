-- Writes a connector's answer into an attempt that is still open, and counts a charge that failed: by why, and, where it is
-- the first of a payment that has not ended, as a payment that was tried.
-- @param $1:id
-- @param $2:state
-- @param $3:declineCode?
-- @param $4:providerReference?
-- @param $5:raw
-- @param $6:finishedAt?
WITH answered AS (
  UPDATE attempt SET state = $2, decline_code = $3, provider_reference = coalesce($4, provider_reference),
    raw = $5::jsonb, finished_at = $6, asks = asks + 1, last_asked_at = clock_timestamp()
  WHERE id = $1 AND state IN ('started', 'requires_action', 'processing', 'unknown')
  RETURNING id, payment_id, operation, state, decline_code, started_at, connection_id
), failed AS (
  SELECT a.*, p.merchant_id, p.type, p.stage, p.created_at, p.mode
  FROM answered a JOIN payment p ON p.id = a.payment_id WHERE a.operation = 'charge' AND a.state = 'failed'
), declined AS (
  INSERT INTO decline_tally (merchant_id, attempted_at, test, decline_code, attempts)
  SELECT f.merchant_id, date_bin('15 minutes', f.started_at, '2000-01-01 00:00:00Z'),
    NOT coalesce((SELECT c.live FROM connection c WHERE c.id = f.connection_id), false), coalesce(f.decline_code, 'unknown'), 1
  FROM failed f
)
INSERT INTO outcome_tally (merchant_id, payment_at, test, paid, tried)
SELECT f.merchant_id, date_bin('15 minutes', f.created_at, '2000-01-01 00:00:00Z'), coalesce(f.mode = 'test', false), 0, 1
FROM failed f
WHERE f.type = 'PAY-IN' AND f.stage NOT IN ('completed', 'failed') AND NOT EXISTS (
  SELECT 1 FROM attempt t
  WHERE t.payment_id = f.payment_id AND t.operation = 'charge' AND t.state = 'failed' AND t.id <> f.id)
