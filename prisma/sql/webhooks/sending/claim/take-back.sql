-- @param $1:now
WITH back AS (
  UPDATE webhook_delivery SET sending = false, round_attempts = greatest(0, round_attempts - 1),
    next_attempt_at = $1, last_outcome = 'interrupted', updated_at = $1
  WHERE sending
  RETURNING id, attempts
)
UPDATE webhook_attempt a SET outcome = 'interrupted' FROM back
WHERE a.delivery_id = back.id AND a.number = back.attempts AND a.outcome IS NULL
