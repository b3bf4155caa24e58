a.sequence, a.status, a.amount_minor AS "amountMinor", a.opening, a.reference, a.occurred_at AS "occurredAt",
a.occurred_nanos AS "occurredNanos", a.recorded_at AS "recordedAt", a.actor_type AS "actorType",
a.actor_id AS "actorId", a.actor_label AS "actorLabel", a.request_id AS "requestId", a.reason,
a.failure_code AS "failureCode", a.attempt_id AS "attemptId", a.raw,
a.respond_by AS "respondBy"
