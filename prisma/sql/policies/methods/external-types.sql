-- The first method of each key, of each merchant.
-- @param $1:merchantId?
-- @param $2:keys?
SELECT DISTINCT ON (m.merchant_id, m.details->'external'->>'payment_method_key')
  m.id, m.merchant_id AS "merchantId", m.details->'external'->>'payment_method_key' AS key, m.created_at AS "createdAt"
FROM policy_payment_method m
WHERE m.type = 'external' AND ($1::uuid IS NULL OR m.merchant_id = $1)
  AND ($2::text[] IS NULL OR m.details->'external'->>'payment_method_key' = ANY ($2))
ORDER BY m.merchant_id, m.details->'external'->>'payment_method_key', m.created_at, m.id
