-- @param $1:provider
-- @param $2:connectorReference
-- @param $3:reference
-- @param $4:type
-- @param $5:merchantId?
SELECT p.id FROM payment p JOIN connector k ON k.id = p.connector_id
WHERE k.provider = $1 AND k.reference = $2 AND text_key(p.reference) = text_key($3::text) AND p.reference = $3
  AND p.type = $4
  AND ($5::uuid IS NULL OR p.merchant_id = $5)
