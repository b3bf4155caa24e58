  c.id, c.provider, c.name, c.merchant_id AS "merchantId", m.name AS "merchantName", c.live,
  c.account_reference AS "accountReference", c.currencies, c.version, c.created_at AS "createdAt",
  c.disconnected_at AS "disconnectedAt", c.last_success_at AS "lastSuccessAt", c.last_failure_at AS "lastFailureAt",
  c.last_failure AS "lastFailure", c.last_event_at AS "lastEventAt",
  c.webhook_secret_sealed IS NOT NULL AS "hasMessageSecret",
  c.webhook_secret_before_until AS "messageSecretBeforeUntil"
