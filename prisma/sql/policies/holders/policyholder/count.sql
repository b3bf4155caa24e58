-- @param $1:merchantId?
-- @param $2:search?
SELECT count(*) AS total FROM policyholder h WHERE
-- @include policies/holders/_where
