-- What a connector was asked to send, newest first; an initiation that was approved for a day ahead waits.
-- @param $1:connectorId
-- @param $2:merchantId?
-- @param $3:byJob
-- @param $4:at?
-- @param $5:id?
-- @param $6:limit
-- @notnull createdAt
-- @include connected/tasks/_select
WHERE (NOT $3::boolean OR x."byJob")
  AND ($4::timestamptz IS NULL OR (x."createdAt", x.id) > ($4::timestamptz, $5::uuid))
ORDER BY x."createdAt" ASC, x.id ASC LIMIT $6
