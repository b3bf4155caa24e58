-- Those in use first, in the order they were made.
-- @param $1:limit
SELECT
-- @include connections/_columns
  ,
  (SELECT count(*)::int FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'waiting') AS "eventsWaiting",
  (SELECT count(*)::int FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'failed') AS "eventsFailed",
  (SELECT min(e.received_at) FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'waiting') AS "waitingSince"
FROM
-- @include connections/_tables
ORDER BY c.disconnected_at IS NOT NULL, c.created_at, c.id LIMIT $1
