-- Payments as a list shows them now, each with whether a search would still find it.
SELECT
-- @include payments/_payment-columns
, m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail", coalesce((
true -- @replace search
), false) AS fits
FROM payment p
JOIN merchant m ON m.id = p.merchant_id
LEFT JOIN customer c ON c.id = p.customer_id
WHERE true -- @replace these
