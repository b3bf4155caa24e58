SELECT d.id FROM webhook_delivery d
-- @include webhooks/deliveries/_delivery-joins
WHERE e.deleted_at IS NULL AND
-- @include webhooks/deliveries/_own-event
  AND d.state = 'exhausted' AND ($1::uuid IS NULL OR d.endpoint_id = $1) AND d.created_at >= $2
  AND d.updated_at <= $3 AND ($4::text[] IS NULL OR d.type = ANY ($4)) AND ($5::timestamptz IS NULL OR d.created_at <= $5)
