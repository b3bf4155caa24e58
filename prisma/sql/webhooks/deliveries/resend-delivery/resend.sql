-- @param $1:id
-- @param $2:now
UPDATE webhook_delivery SET state = 'pending', next_attempt_at = $2, round_attempts = 0, updated_at = $2
WHERE id = $1
