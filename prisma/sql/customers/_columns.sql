  c.id, c.merchant_id AS "merchantId", c.name, c.email, c.external_id AS "externalId", c.metadata,
  c.created_at AS "createdAt", c.consumer_id AS "consumerId", c.phone, c.address, c.tax_id AS "taxId",
  c.tax_rates AS "taxRates", c.notification_settings AS "notificationSettings", c.updated_at AS "updatedAt"
