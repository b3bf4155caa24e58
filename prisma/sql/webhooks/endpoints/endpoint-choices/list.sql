-- @param $1:endpointsMax
SELECT id, url FROM webhook_endpoint WHERE deleted_at IS NULL ORDER BY created_at, id LIMIT $1
