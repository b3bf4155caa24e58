SELECT
-- @include payments/_payment-columns
, l.token, l.expires_at AS "expiresAt", m.name AS "merchantName", c.name AS "customerName"
FROM (
SELECT * FROM payment p -- @replace found
) p
JOIN checkout_link l ON l.payment_id = p.id
JOIN merchant m ON m.id = p.merchant_id
LEFT JOIN customer c ON c.id = p.customer_id
ORDER BY p.created_at -- @replace order
