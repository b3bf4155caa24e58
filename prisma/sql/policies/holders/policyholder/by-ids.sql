-- @param $1:ids
SELECT
-- @include policies/holders/_columns
FROM policyholder h WHERE h.id = ANY ($1::uuid[])
