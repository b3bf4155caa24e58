-- @param $1:id
-- @param $2:name?
-- @param $3:settings?
-- @param $4:now
UPDATE product_module d SET name = coalesce($2, name), settings = coalesce($3::jsonb, settings), updated_at = $4
WHERE d.id = $1 RETURNING
-- @include policies/modules/_columns
