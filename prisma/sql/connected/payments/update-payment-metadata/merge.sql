-- @param $1:paymentId
-- @param $2:metadata
-- @param $3:now
-- @param $4:eventId
-- @param $5:requestId
WITH merged AS (
  UPDATE payment SET metadata = metadata || $2::jsonb, updated_at = $3 WHERE id = $1 RETURNING id, kind, category, type, reference, merchant_id, status
)
INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
SELECT $4::uuid, 'payment.metadata_updated', merchant_id, id, id::text, $5,
  jsonb_build_object('kind', kind, 'type', category, 'direction', CASE type WHEN 'PAY-IN' THEN 'in' WHEN 'PAYOUT' THEN 'out'
    WHEN 'TRANSFER' THEN 'between' ELSE 'unknown' END, 'status', status, 'reference', reference), $3
FROM merged
