-- The event is the endpoint's merchant's. A subject of its own: it waits for nothing, and nothing waits for it. Nobody else is handed events of this type.
-- @param $1:eventId
-- @param $2:id
-- @param $3:requestId
-- @param $4:data
-- @param $5:now
-- @param $6:deliveryId
WITH event AS (
  INSERT INTO outbox (event_id, type, merchant_id, object_id, request_id, data, occurred_at)
  SELECT $1::uuid, 'webhook.test', e.merchant_id, e.id::text, $3, $4::jsonb, $5::timestamptz
  FROM webhook_endpoint e WHERE e.id = $2::uuid
  RETURNING id, type
)
INSERT INTO webhook_delivery (id, endpoint_id, outbox_id, type, subject, next_attempt_at, created_at, updated_at)
SELECT $6::uuid, $2::uuid, id, type, 'test:' || $1::uuid::text, $5, $5, $5 FROM event
