-- @param $1:id
SELECT
-- @include policies/modules/_columns
FROM product_module d WHERE d.id = $1
