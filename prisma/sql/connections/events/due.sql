-- What has been told and not been applied yet, oldest first: of each connection so many.
-- @param $1:limit
SELECT e.id, e.connection_id AS "connectionId", e.event_id AS "eventId", e.type, e.raw, e.tries
FROM (
  SELECT w.*, row_number() OVER (PARTITION BY w.connection_id ORDER BY w.next_try_at, w.id) AS place
  FROM provider_event w WHERE w.state = 'waiting' AND w.next_try_at <= clock_timestamp()
) e
WHERE e.place <= $1
ORDER BY e.place
