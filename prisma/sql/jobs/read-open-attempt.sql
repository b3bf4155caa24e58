-- One attempt whose answer is awaited.
-- @param $1:id
SELECT
-- @include payments/_attempt-columns
  , p.kind, p.currency, (extract(epoch FROM clock_timestamp() - t.asked_at) * 1000)::float8 AS "waitedMs",
  p.merchant_id AS "merchantId"
FROM attempt t JOIN payment p ON p.id = t.payment_id
WHERE t.id = $1
