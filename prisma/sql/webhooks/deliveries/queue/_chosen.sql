d.endpoint_id = $1 AND d.type = ANY ($2::text[]) AND ($3::text IS NULL OR d.state = $3)
  AND ($4::timestamptz IS NULL OR d.created_at >= $4) AND ($5::timestamptz IS NULL OR d.created_at <= $5)
