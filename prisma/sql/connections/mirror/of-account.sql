-- The mirror of an account's payments, for whoever turns it on, pauses it or lets it go on.
-- @param $1:provider
-- @param $2:reference
SELECT k.id AS "connectorId", k.merchant_id AS "connectorMerchantId", a.connection_id AS "connectionId",
  a.paused_at AS "pausedAt", a.from_at AS "fromAt", c.name AS "connectionName", c.disconnected_at AS "disconnectedAt"
FROM connector k LEFT JOIN account_mirror a ON a.connector_id = k.id LEFT JOIN connection c ON c.id = a.connection_id
WHERE k.provider = $1 AND k.reference = $2
