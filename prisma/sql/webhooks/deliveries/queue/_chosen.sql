d.endpoint_id = $1 AND d.type = ANY ($2::text[]) AND ($3::text IS NULL OR d.state = $3)
  AND ($4::timestamptz IS NULL OR d.created_at >= $4) AND ($5::timestamptz IS NULL OR d.created_at <= $5)
  AND ($6::uuid IS NULL OR EXISTS (SELECT 1 FROM outbox told WHERE told.id = d.outbox_id AND told.merchant_id = $6))
