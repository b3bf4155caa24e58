-- Puts events into the outbox, however many.
-- @param $1:events
-- @param $2:requestId
-- @param $3:now
INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
SELECT event_id, type, merchant_id, payment_id, object_id, $2, data, $3
FROM jsonb_to_recordset($1::jsonb) AS i (
  event_id uuid, type text, merchant_id uuid, payment_id uuid, object_id text, data jsonb)
