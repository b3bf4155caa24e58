-- @param $1:id
SELECT
-- @include connections/_columns
  ,
  c.credentials_sealed AS "credentialsSealed",
  (SELECT count(*)::int FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'waiting') AS "eventsWaiting",
  (SELECT count(*)::int FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'failed') AS "eventsFailed",
  (SELECT min(e.received_at) FROM provider_event e WHERE e.connection_id = c.id AND e.state = 'waiting') AS "waitingSince",
  (SELECT e.received_at FROM provider_event e WHERE e.connection_id = c.id AND e.source = 'message'
    ORDER BY e.received_at DESC, e.id DESC LIMIT 1) AS "lastMessageAt",
  (SELECT count(*)::int FROM attempt t WHERE t.connection_id = c.id
    AND t.state IN ('started', 'requires_action', 'processing', 'unknown')) AS "openAttempts",
  (SELECT count(*)::int FROM connection_route r WHERE r.connection_id = c.id) AS routes
FROM
-- @include connections/_tables
WHERE c.id = $1
