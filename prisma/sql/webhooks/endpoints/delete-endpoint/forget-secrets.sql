-- @param $1:id
DELETE FROM webhook_secret WHERE endpoint_id = $1
