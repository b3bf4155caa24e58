JOIN webhook_endpoint e ON e.id = d.endpoint_id JOIN outbox o ON o.id = d.outbox_id
