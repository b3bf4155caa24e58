-- @param $1:token
SELECT
-- @include checkout/_link-columns
, p.stage, p.opening_amount_minor AS "amountMinor", p.refunded_minor AS "refundedMinor",
    p.disputed_minor AS "disputedMinor", p.amount_minor AS "leftMinor", p.currency,
    p.merchant_reference AS reference, p.created_at AS "createdAt", p.failure_code AS "failureCode",
    p.customer_id AS "customerId", p.merchant_id AS "merchantId", m.name AS "merchantName", m.logo_color AS "logoColor", c.name AS "customerName",
    c.email AS "customerEmail"
  FROM checkout_link l
  JOIN payment p ON p.id = l.payment_id
  JOIN merchant m ON m.id = p.merchant_id
  LEFT JOIN customer c ON c.id = p.customer_id
  WHERE l.token = $1
