-- @param $1:merchantId
-- @param $2:customerId
-- @param $3:stage
SELECT count(*) AS total FROM payment p WHERE p.kind = 'checkout'
  AND p.merchant_id = $1 -- @if merchantId
  AND p.customer_id = $2 -- @if customerId
  AND p.stage = $3 -- @if stage
