-- @param $1:id
-- @param $2:merchantId
-- @param $3:key
-- @param $4:name
-- @param $5:settings
-- @param $6:now
INSERT INTO product_module AS d (id, merchant_id, key, name, settings, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $6) RETURNING
-- @include policies/modules/_columns
