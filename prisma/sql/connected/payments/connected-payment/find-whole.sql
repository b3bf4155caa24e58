-- A payment by its wire id with its whole history, in one round trip. Amounts of the history are text: JSON's numbers are not exact.
-- @param $1:provider
-- @param $2:connectorReference
-- @param $3:reference
-- @param $4:type
-- @param $5:merchantId?
-- @notnull history
SELECT
-- @include connected/payments/_shown-columns
-- @include connected/payments/_history
FROM payment p
-- @include connected/payments/_connected-joins
WHERE k.provider = $1 AND k.reference = $2 AND text_key(p.reference) = text_key($3::text) AND p.reference = $3
  AND p.type = $4
  AND ($5::uuid IS NULL OR p.merchant_id = $5)
