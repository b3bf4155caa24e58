-- @planned for each use
-- @param $1:merchantId?
-- @param $2:search?
-- @param $3:idNumber?
SELECT count(*) AS total FROM policyholder h WHERE
-- @include policies/holders/_where
