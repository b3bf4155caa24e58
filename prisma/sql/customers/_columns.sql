  c.id, c.merchant_id AS "merchantId", c.name, c.email, c.external_id AS "externalId", c.phone, c.metadata,
  c.created_at AS "createdAt"
