-- What waits of others than the merchant who hears from now on.
-- @param $1:id
-- @param $2:merchantId
-- @param $3:now
WITH given_up AS (
  UPDATE webhook_delivery d
  SET state = 'exhausted', next_attempt_at = NULL, sending = false, last_outcome = NULL, updated_at = $3
  FROM outbox o
  WHERE d.endpoint_id = $1 AND d.state = 'pending' AND o.id = d.outbox_id AND o.merchant_id IS DISTINCT FROM $2::uuid
  RETURNING d.id
) SELECT count(*)::int AS count FROM given_up
