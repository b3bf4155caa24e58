-- @param $1:id
-- @param $2:cursor?
UPDATE connection SET events_cursor = $2, events_polled_at = clock_timestamp(), poll_failing_since = NULL, poll_failure = NULL
WHERE id = $1
