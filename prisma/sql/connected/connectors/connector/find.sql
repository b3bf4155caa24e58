-- @param $1:provider
-- @param $2:reference
-- @param $3:merchantId?
SELECT
-- @include connected/connectors/_connector-columns
FROM connector k
 WHERE k.provider = $1 AND k.reference = $2 AND (k.merchant_id IS NULL OR $3::uuid IS NULL OR k.merchant_id = $3)
