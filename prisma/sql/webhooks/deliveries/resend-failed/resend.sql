-- @param $1:endpointId?
-- @param $2:since
-- @param $3:countedAt
-- @param $4:types?
-- @param $5:until?
-- @param $6:batchRows
-- @param $7:now
WITH chosen AS (
-- @include webhooks/deliveries/_chosen
ORDER BY d.created_at, d.id LIMIT $6 FOR NO KEY UPDATE OF d SKIP LOCKED),
 resent AS (
   UPDATE webhook_delivery SET state = 'pending', next_attempt_at = $7, round_attempts = 0, updated_at = $7
   WHERE id IN (SELECT id FROM chosen) AND state = 'exhausted'
   RETURNING id
 ) SELECT count(*)::int AS count FROM resent
