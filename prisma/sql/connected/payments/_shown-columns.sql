p.id, p.kind, p.reference, p.merchant_reference AS "merchantReference", p.type, p.scheme, p.currency, p.precision, p.status, p.last_status AS "lastStatus",
p.amount_minor AS "amountMinor", p.initial_amount_minor AS "initialAmountMinor", p.metadata,
p.created_at AS "createdAt", k.provider, k.reference AS "connectorReference",
c.source_account_id AS "sourceAccountId", c.destination_account_id AS "destinationAccountId"
