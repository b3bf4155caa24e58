-- @param $1:id
-- @param $2:paymentId
-- @param $3:operation
-- @param $4:connector
-- @param $5:amountMinor
-- @param $6:cardBrand?
-- @param $7:cardLast4?
-- @param $8:savedPaymentMethodId?
-- @param $9:method
-- @param $10:actorType
-- @param $11:actorId
-- @param $12:actorLabel
-- @param $13:requestId
-- @param $14:now
-- @param $15:connectionId?
-- @param $16:routeId?
-- Writes nothing while the database is held, and where the payment's money went another way than this one leads: from real to test, or back.
INSERT INTO attempt AS t (
  id, payment_id, operation, number, connector, state, amount_minor, card_brand, card_last4,
  saved_payment_method_id, method, actor_type, actor_id, actor_label, request_id, started_at,
  connection_id, route_id)
SELECT $1, $2, $3,
  (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE payment_id = $2 AND operation = $3),
  $4, 'started', $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16
WHERE NOT EXISTS (SELECT 1 FROM deployment WHERE held_at IS NOT NULL)
AND ($3 NOT IN ('charge', 'payout') OR NOT EXISTS (
  SELECT 1 FROM payment p
  WHERE p.id = $2 AND p.mode <> CASE WHEN (SELECT c.live FROM connection c WHERE c.id = $15) THEN 'live' ELSE 'test' END
    AND (p.collected_minor, p.refunded_minor, p.paid_out_minor) <> (0, 0, 0)))
RETURNING
-- @include payments/_attempt-columns
