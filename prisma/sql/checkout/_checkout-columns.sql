p.id, p.merchant_id AS "merchantId", p.opening_amount_minor AS "amountMinor", p.currency, p.stage,
p.customer_id AS "customerId", p.idempotency_key AS "idempotencyKey", p.merchant_reference AS reference, p.metadata,
l.line_items AS "lineItems", l.token, l.expires_at AS "expiresAt", p.created_at AS "createdAt"
