-- @param $1:merchantId
-- @param $2:name
-- @param $3:email
-- @param $4:externalId
-- @param $5:limit
-- @param $6:offset
SELECT
-- @include customers/_columns
FROM customer c
-- @include customers/_filter
ORDER BY c.created_at DESC, c.id DESC LIMIT $5 OFFSET $6
