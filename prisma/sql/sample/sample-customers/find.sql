-- @param $1:merchantId
-- @param $2:externalId
SELECT id FROM customer WHERE merchant_id = $1 AND external_id = $2
