-- What could not be applied when it was read before, and now was.
-- @param $1:connectionId
-- @param $2:applied
UPDATE provider_event e SET state = 'applied', payment_id = a.payment_id, problem = NULL, finished_at = clock_timestamp()
FROM jsonb_to_recordset($2::jsonb) AS a (event_id text, payment_id uuid)
WHERE e.connection_id = $1 AND e.event_id = a.event_id AND e.state = 'failed'
