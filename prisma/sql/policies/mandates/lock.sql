-- @param $1:id
SELECT
-- @include policies/mandates/_mandate-columns
FROM mandate m WHERE m.id = $1 FOR UPDATE
