-- What has failed waits for later, and what is behind it in its order with it.
-- @param $1:id
-- @param $2:now
UPDATE webhook_delivery SET next_attempt_at = $2, round_attempts = 0, updated_at = $2
WHERE endpoint_id = $1 AND next_attempt_at > $2 AND NOT sending
