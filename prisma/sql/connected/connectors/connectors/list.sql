-- @param $1:merchantId?
SELECT
-- @include connected/connectors/_connector-columns
FROM connector k WHERE k.merchant_id IS NULL OR $1::uuid IS NULL OR k.merchant_id = $1
 ORDER BY k.created_at, k.id
