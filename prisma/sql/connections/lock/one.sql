-- @param $1:id
SELECT c.id, c.provider, c.name, c.merchant_id AS "merchantId", c.live, c.account_reference AS "accountReference",
  c.currencies, c.version, c.credentials_sealed AS "credentialsSealed", c.webhook_secret_sealed AS "webhookSecretSealed",
  c.disconnected_at AS "disconnectedAt"
FROM connection c WHERE c.id = $1 FOR UPDATE
