-- @param $1:id
-- @param $2:failure
UPDATE connection SET last_failure_at = clock_timestamp(), last_failure = $2 WHERE id = $1
