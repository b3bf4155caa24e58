-- An account that stays until the transaction ends.
-- @param $1:provider
-- @param $2:connectorReference
-- @param $3:reference
-- @param $4:merchantId
SELECT a.id FROM connected_account a JOIN connector k ON k.id = a.connector_id
WHERE k.provider = $1 AND k.reference = $2 AND text_key(a.reference) = text_key($3::text) AND a.reference = $3
  AND a.merchant_id = $4
FOR KEY SHARE OF a
