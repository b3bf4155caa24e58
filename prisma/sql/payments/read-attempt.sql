-- @param $1:id
SELECT
-- @include payments/_attempt-columns
FROM attempt t WHERE t.id = $1
