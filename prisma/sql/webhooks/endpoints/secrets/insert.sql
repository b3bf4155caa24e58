-- @param $1:id
-- @param $2:endpointId
-- @param $3:sealed
-- @param $4:at
INSERT INTO webhook_secret (id, endpoint_id, sealed, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO NOTHING RETURNING id
