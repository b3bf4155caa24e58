d.id, d.endpoint_id AS "endpointId", e.url AS "endpointUrl",
CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted' WHEN
-- @include webhooks/deliveries/_own-event
THEN e.state ELSE 'given away' END AS "endpointState",
o.event_id AS "eventId", d.type, d.payment_id AS "paymentId", d.state, d.sending, d.attempts,
d.next_attempt_at AS "nextAttemptAt", d.last_outcome AS "lastOutcome", d.last_status_code AS "lastStatusCode",
d.created_at AS "createdAt"
