SELECT id, kind, connector_id AS "connectorId", mapping, cardinality(columns) AS columns, actor_id AS "actorId", actor_label AS "actorLabel"
FROM payment_import WHERE finished_at IS NULL ORDER BY created_at LIMIT 1
