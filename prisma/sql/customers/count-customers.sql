-- @param $1:merchantId
-- @param $2:name
-- @param $3:email
-- @param $4:externalId
SELECT count(*) AS total FROM customer c
-- @include customers/_filter
