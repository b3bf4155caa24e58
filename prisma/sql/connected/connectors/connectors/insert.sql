-- @param $1:id
-- @param $2:provider
-- @param $3:reference
-- @param $4:name
-- @param $5:merchantId?
-- @param $6:now
INSERT INTO connector AS k (id, provider, reference, name, merchant_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING RETURNING
-- @include connected/connectors/_connector-columns
