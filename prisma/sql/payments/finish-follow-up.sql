-- Takes a report of the provider's that nobody has taken yet.
-- @param $1:id
-- @param $2:now
UPDATE provider_follow_up SET done_at = $2 WHERE id = $1 AND done_at IS NULL
RETURNING attempt_id AS "attemptId", kind, data
