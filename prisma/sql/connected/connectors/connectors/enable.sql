-- @param $1:id
-- @param $2:enabled
-- @param $3:merchantId?
UPDATE connector AS k SET enabled = $2
WHERE k.id = $1 AND NOT k.built_in AND ($3::uuid IS NULL OR k.merchant_id = $3)
RETURNING
-- @include connected/connectors/_connector-columns
