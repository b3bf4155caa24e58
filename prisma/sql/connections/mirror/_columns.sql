  a.connector_id AS "connectorId", a.connection_id AS "connectionId", a.merchant_id AS "merchantId", a.from_at AS "fromAt",
  a.cursor, a.paused_at AS "pausedAt", a.begins_again AS "beginsAgain", a.failures
