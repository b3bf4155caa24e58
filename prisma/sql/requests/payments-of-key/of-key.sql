-- Merchants and connectors are few, and every key is unique within one of them: their indexes are asked for each in turn.
-- @param $1:key
-- @param $2:paymentsMax
WITH made (door, id) AS (
  SELECT i.door, i.payment_id FROM merchant m JOIN idempotency_record i ON i.merchant_id = m.id
  WHERE i.key = $1
  UNION
  SELECT 'policy', substring(convert_from(i.body, 'UTF8') FROM '"payment_id":"([0-9a-f-]{36})"')::uuid
  FROM merchant m JOIN policy_idempotency i ON i.merchant_id = m.id WHERE i.key = $1
  UNION
  SELECT 'connected', p.id FROM connector k JOIN payment p ON p.connector_id = k.id
    AND text_key(p.reference) = text_key($1::text) AND p.reference = $1
  WHERE p.kind = 'connected'
)
SELECT d.door, p.id, p.merchant_id AS "merchantId", m.name AS "merchantName", p.status,
  p.amount_minor AS "amountMinor", p.currency, p.precision, p.type, p.created_at AS "createdAt"
FROM made d JOIN payment p ON p.id = d.id JOIN merchant m ON m.id = p.merchant_id
ORDER BY p.created_at, p.id LIMIT $2
