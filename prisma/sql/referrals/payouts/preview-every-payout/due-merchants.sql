-- Merchants of which a commission or a clawback is approved and not paid yet, by name.
-- @param $1:limit
-- @param $2:merchantId
-- @param $3:partnerId
SELECT m.id, m.name FROM merchant m WHERE EXISTS (
  SELECT 1 FROM commission c WHERE c.merchant_id = m.id AND c.state = 'approved'
    AND c.partner_id = $3 -- @if partnerId
  )
  AND m.id = $2 -- @if merchantId
ORDER BY lower(m.name), m.id LIMIT $1
