p.id, p.kind, p.merchant_id AS "merchantId", p.connector_id AS "connectorId", p.reference, p.type, p.scheme,
p.currency, p.precision, p.opening_amount_minor AS "openingAmountMinor",
p.opening_initial_amount_minor AS "openingInitialAmountMinor", p.status, p.last_status AS "lastStatus", p.stage,
p.amount_minor AS "amountMinor", p.initial_amount_minor AS "initialAmountMinor", p.version,
p.failure_code AS "failureCode", p.customer_id AS "customerId", p.merchant_reference AS "merchantReference",
p.description, p.card_brand AS "cardBrand", p.card_last4 AS "cardLast4", p.idempotency_key AS "idempotencyKey",
p.metadata, p.category, p.collected_minor AS "collectedMinor", p.refunded_minor AS "refundedMinor",
p.disputed_minor AS "disputedMinor", p.returned_minor AS "returnedMinor", p.paid_out_minor AS "paidOutMinor",
p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.respond_by AS "respondBy", p.in_dispute AS "inDispute", p.mode
