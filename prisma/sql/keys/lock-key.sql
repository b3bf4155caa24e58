-- @param $1:id
SELECT id FROM api_key WHERE id = $1 FOR UPDATE
