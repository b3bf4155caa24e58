-- What was read and cannot be applied, as if it had been told: once for each of the provider's own names.
-- @param $1:id
-- @param $2:connectionId
-- @param $3:eventId
-- @param $4:type
-- @param $5:raw
-- @param $6:madeAt
-- @param $7:problem
INSERT INTO provider_event AS e (id, connection_id, event_id, type, source, raw, occurred_at, state, problem, finished_at)
VALUES ($1, $2, $3, $4, 'mirror', $5::jsonb, $6, 'failed', $7, clock_timestamp())
ON CONFLICT (connection_id, event_id) DO UPDATE SET state = 'failed', problem = excluded.problem, next_try_at = NULL,
  finished_at = excluded.finished_at
WHERE e.state <> 'waiting'
