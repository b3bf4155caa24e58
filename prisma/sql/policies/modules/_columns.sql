d.id, d.merchant_id AS "merchantId", d.key, d.name, d.settings, d.created_at AS "createdAt",
d.updated_at AS "updatedAt"
