-- Those that wanted to change something: who only looks leaves no mark on a payment.
-- @param $1:ids
-- @param $2:shownMax
SELECT
-- @include requests/_line-columns
FROM request_log r WHERE r.id = ANY ($1::uuid[]) AND r.method <> 'GET' ORDER BY r.id DESC LIMIT $2
