id, connector_reference AS "connectorReference", brand, last4, expiry_month AS "expiryMonth",
expiry_year AS "expiryYear", created_at AS "createdAt", connector, connection_id AS "connectionId"
