-- A page of a search.
SELECT
-- @include payments/_payment-columns
, m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail"
FROM (
SELECT * FROM payment p -- @replace found
) p
JOIN merchant m ON m.id = p.merchant_id
LEFT JOIN customer c ON c.id = p.customer_id
ORDER BY p.created_at -- @replace order
