-- @param $1:id
-- @param $2:pageUrl
UPDATE attempt SET method = method || jsonb_build_object('pageUrl', $2::text) WHERE id = $1
