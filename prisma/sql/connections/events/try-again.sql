-- @param $1:id
UPDATE provider_event SET state = 'waiting', tries = 0, next_try_at = clock_timestamp(), finished_at = NULL
WHERE id = $1 AND state = 'failed'
RETURNING connection_id AS "connectionId", event_id AS "eventId"
