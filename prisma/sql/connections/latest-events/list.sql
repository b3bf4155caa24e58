-- @param $1:connectionId
-- @param $2:limit
-- @param $3:state
SELECT e.id, e.event_id AS "eventId", e.type, e.source, e.occurred_at AS "occurredAt", e.received_at AS "receivedAt",
  e.state, e.tries, e.next_try_at AS "nextTryAt", e.problem, e.payment_id AS "paymentId", e.finished_at AS "finishedAt"
FROM provider_event e
WHERE e.connection_id = $1
  AND e.state = $3 -- @if state
ORDER BY e.received_at DESC, e.id DESC LIMIT $2
