-- @param $1:id
-- @param $2:failure
UPDATE connection SET poll_failing_since = coalesce(poll_failing_since, clock_timestamp()), poll_failure = $2 WHERE id = $1
