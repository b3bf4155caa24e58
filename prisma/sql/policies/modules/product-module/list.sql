-- @param $1:merchantId?
-- @param $2:productModulesListedMax
SELECT
-- @include policies/modules/_columns
FROM product_module d WHERE $1::uuid IS NULL OR d.merchant_id = $1
 ORDER BY d.created_at DESC, d.id DESC LIMIT $2
