SELECT i.id AS uuid, k.provider, k.reference AS "connectorReference", i.merchant_id AS "merchantId",
  i.connector_id AS "connectorId", i.reference, i.type, i.description, i.currency, i.precision,
  i.amount_minor AS "amountMinor", i.source_account_id AS "sourceAccountId",
  i.destination_account_id AS "destinationAccountId", i.scheduled_at AS "scheduledAt", i.metadata, i.decision,
  i.decided_at AS "decidedAt", i.unsent_at AS "unsentAt", i.unsent_reason AS "unsentReason", k.enabled AS "connectorEnabled",
  i.payment_id AS "paymentId", i.created_at AS "createdAt",
  p.status AS "paymentStatus", p.amount_minor AS "leftMinor", p.failure_code AS "failureCode",
  r.reversing
FROM payment_initiation i JOIN connector k ON k.id = i.connector_id LEFT JOIN payment p ON p.id = i.payment_id
CROSS JOIN LATERAL (SELECT EXISTS (
  SELECT 1 FROM attempt t WHERE t.payment_id = i.payment_id AND t.operation = 'refund'
    AND t.state IN ('started', 'requires_action', 'processing', 'unknown')) AS reversing) r
