-- @param $1:id
-- @param $2:waitMs
-- @param $3:problem
UPDATE provider_event SET tries = tries + 1, problem = $3,
  next_try_at = clock_timestamp() + $2 * interval '1 millisecond'
WHERE id = $1 AND state = 'waiting'
