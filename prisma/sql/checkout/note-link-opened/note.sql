-- @param $1:paymentId
-- @param $2:now
-- @param $3:eventId
-- @param $4:requestId
WITH opened AS (
  UPDATE checkout_link l SET opened_at = $2 FROM payment p
  WHERE l.payment_id = $1 AND l.opened_at IS NULL AND p.id = l.payment_id AND p.stage = 'pending'
  RETURNING p.id, p.merchant_id, p.status, p.amount_minor, p.currency, p.merchant_reference
)
INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
SELECT $3::uuid, 'checkout_link.opened', merchant_id, id, id::text, $4,
  jsonb_build_object('status', status, 'amountMinor', amount_minor::text, 'currency', currency,
    'reference', merchant_reference), $2
FROM opened
