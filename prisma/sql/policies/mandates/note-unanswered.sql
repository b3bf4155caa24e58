-- Asked how it stands, the provider has not said.
-- @param $1:id
-- @param $2:now
-- @param $3:heard?
UPDATE mandate SET unanswered_since = coalesce(unanswered_since, $2), asks = asks + 1, last_asked_at = $2, last_heard = $3
WHERE id = $1 AND state = 'waiting'
