-- @param $1:id
-- @param $2:state
-- @param $3:paymentId?
-- @param $4:problem?
UPDATE provider_event SET state = $2, payment_id = $3, problem = $4, tries = tries + 1, next_try_at = NULL,
  finished_at = clock_timestamp()
WHERE id = $1 AND state = 'waiting'
