-- @param $1:id
-- @param $2:now
WITH given_up AS (
  UPDATE webhook_delivery
  SET state = 'exhausted', next_attempt_at = NULL, sending = false, last_outcome = NULL, updated_at = $2
  WHERE endpoint_id = $1 AND state = 'pending'
  RETURNING id
) SELECT count(*)::int AS count FROM given_up
