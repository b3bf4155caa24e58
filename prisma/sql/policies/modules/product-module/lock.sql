-- A product module that nobody else may change until the transaction ends.
-- @param $1:id
SELECT
-- @include policies/modules/_columns
FROM product_module d WHERE d.id = $1 FOR NO KEY UPDATE
