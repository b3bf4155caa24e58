-- A merchant that nobody else may change until the transaction ends.
-- @param $1:id
SELECT id, name, logo_color AS "logoColor", default_currency AS "defaultCurrency",
  payment_limit_minor AS "paymentLimitMinor", redirect_secret_version AS "redirectSecretVersion",
  created_at AS "createdAt", updated_at AS "updatedAt"
FROM merchant WHERE id = $1 FOR UPDATE
