SELECT a.id AS uuid, a.merchant_id AS "merchantId", k.provider, k.reference AS "connectorReference", a.reference, a.type,
  a.default_asset AS "defaultAsset", a.name, a.metadata, a.raw, a.created_at AS "createdAt"
FROM connected_account a JOIN connector k ON k.id = a.connector_id
