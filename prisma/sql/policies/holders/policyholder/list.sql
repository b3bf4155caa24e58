-- @planned for each use
-- @param $1:merchantId?
-- @param $2:search?
-- @param $3:idNumber?
-- @param $4:limit
-- @param $5:offset
SELECT
-- @include policies/holders/_columns
FROM policyholder h WHERE
-- @include policies/holders/_where
ORDER BY h.created_at DESC, h.id DESC LIMIT $4 OFFSET $5
