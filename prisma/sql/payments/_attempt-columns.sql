  t.id, t.payment_id AS "paymentId", t.operation, t.number, t.connector, t.state, t.amount_minor AS "amountMinor",
  t.card_brand AS "cardBrand", t.card_last4 AS "cardLast4", t.saved_payment_method_id AS "savedPaymentMethodId",
  t.method, t.decline_code AS "declineCode", t.provider_reference AS "providerReference", t.actor_type AS "actorType",
  t.actor_id AS "actorId", t.actor_label AS "actorLabel", t.request_id AS "requestId", t.raw, t.started_at AS "startedAt",
  t.finished_at AS "finishedAt", t.connection_id AS "connectionId",
  t.asks, t.last_asked_at AS "lastAskedAt"
