-- What has been told and not been applied yet, oldest first.
-- @param $1:limit
SELECT id, connection_id AS "connectionId", event_id AS "eventId", type, raw, tries
FROM provider_event WHERE state = 'waiting' AND next_try_at <= clock_timestamp()
ORDER BY next_try_at, id LIMIT $1
