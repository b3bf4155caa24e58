-- @param $1:requestIds
-- @param $2:paymentsMax
SELECT DISTINCT r.door, p.id, p.merchant_id AS "merchantId", m.name AS "merchantName", p.status,
  p.amount_minor AS "amountMinor", p.currency, p.precision, p.type, p.created_at AS "createdAt"
FROM request_log r JOIN request_payment t ON t.request_id = r.id
  JOIN payment p ON p.id = t.payment_id JOIN merchant m ON m.id = p.merchant_id
WHERE r.id = ANY ($1::uuid[])
ORDER BY p.created_at, p.id LIMIT $2
