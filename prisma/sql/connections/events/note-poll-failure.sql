-- @param $1:id
-- @param $2:failure
-- It is asked again after as long as if it had answered: who says nothing keeps a job busy until the time is up.
UPDATE connection SET events_polled_at = clock_timestamp(),
  -- Since it was last heard of, or was made.
  poll_failing_since = coalesce(poll_failing_since, events_polled_at, least(created_at, clock_timestamp())), poll_failure = $2
WHERE id = $1
