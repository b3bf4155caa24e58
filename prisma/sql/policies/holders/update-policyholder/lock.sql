-- @param $1:id
SELECT
-- @include policies/holders/_columns
FROM policyholder h WHERE h.id = $1 FOR UPDATE OF h
