-- @param $1:id
-- @param $2:merchantId?
SELECT
-- @include connected/connectors/_connector-columns
FROM connector k
 WHERE k.id = $1 AND (k.merchant_id IS NULL OR $2::uuid IS NULL OR k.merchant_id = $2)
