-- @param $1:ids
-- @param $2:shownMax
SELECT
-- @include requests/_line-columns
FROM request_log r WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id DESC LIMIT $2
