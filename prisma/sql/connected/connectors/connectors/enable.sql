-- @param $1:id
-- @param $2:enabled
-- @param $3:merchantId?
UPDATE connector AS k SET enabled = $2
FROM (SELECT id, enabled FROM connector WHERE id = $1 FOR UPDATE) was
WHERE k.id = was.id AND NOT k.built_in AND ($3::uuid IS NULL OR k.merchant_id = $3)
RETURNING was.enabled <> $2 AS changed,
-- @include connected/connectors/_connector-columns
