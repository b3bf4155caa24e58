-- What a provider is told of a payment whose page it makes.
-- @param $1:paymentId
SELECT p.currency, p.opening_amount_minor AS "amountMinor", p.merchant_reference AS reference, m.name AS "merchantName",
  c.name AS "customerName", c.email AS "customerEmail", l.line_items AS "lineItems"
FROM checkout_link l
JOIN payment p ON p.id = l.payment_id
JOIN merchant m ON m.id = p.merchant_id
LEFT JOIN customer c ON c.id = p.customer_id
WHERE l.payment_id = $1
