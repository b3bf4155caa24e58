-- Every connection that is in use, with what is needed to ask its provider.
SELECT id, provider, name, merchant_id AS "merchantId", live, currencies, credentials_sealed AS "credentialsSealed",
  version, disconnected_at AS "disconnectedAt", created_at AS "createdAt"
FROM connection ORDER BY created_at, id
