-- @param $1:merchantId?
-- @param $2:search?
-- @param $3:statuses?
-- @param $4:policyholderId?
SELECT count(*) AS total FROM policy c WHERE
-- @include policies/_where
