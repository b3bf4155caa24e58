-- Written before the provider is asked for its page: whoever asks may never hear the answer.
-- @param $1:id
-- @param $2:now
UPDATE mandate SET unanswered_since = coalesce(unanswered_since, $2) WHERE id = $1 AND state = 'waiting'
