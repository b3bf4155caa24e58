SELECT d.id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.deleted_at IS NULL
WHERE d.state = 'exhausted' AND ($1::uuid IS NULL OR d.endpoint_id = $1) AND d.created_at >= $2
  AND d.updated_at <= $3 AND ($4::text[] IS NULL OR d.type = ANY ($4)) AND ($5::timestamptz IS NULL OR d.created_at <= $5)
