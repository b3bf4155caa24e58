-- @param $1:id
UPDATE mandate SET unanswered_since = NULL, asks = 0, last_asked_at = NULL, last_heard = NULL WHERE id = $1
