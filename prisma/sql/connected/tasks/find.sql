-- @param $1:connectorId
-- @param $2:merchantId?
-- @param $3:id
-- @notnull createdAt
-- @include connected/tasks/_select
WHERE x.id = $3
