-- @param $1:id
SELECT
-- @include payments/_payment-columns
  , m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail",
  k.name AS "connectorName", k.provider AS "connectorProvider"
FROM payment p
JOIN merchant m ON m.id = p.merchant_id
JOIN connector k ON k.id = p.connector_id
LEFT JOIN customer c ON c.id = p.customer_id
WHERE p.id = $1
