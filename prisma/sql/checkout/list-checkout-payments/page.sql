-- @param $1:merchantId
-- @param $2:customerId
-- @param $3:stage
-- @param $4:limit
-- @param $5:offset
SELECT
-- @include checkout/_checkout-columns
FROM (
  SELECT * FROM payment p WHERE p.kind = 'checkout'
  AND p.merchant_id = $1 -- @if merchantId
  AND p.customer_id = $2 -- @if customerId
  AND p.stage = $3 -- @if stage
  ORDER BY p.created_at DESC, p.id DESC LIMIT $4 OFFSET $5) p
JOIN checkout_link l ON l.payment_id = p.id
ORDER BY p.created_at DESC, p.id DESC
