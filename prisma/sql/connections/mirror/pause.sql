-- Pauses a connection's mirror, or lets it go on; none where it is so already. What was told meanwhile is read again.
-- @param $1:connectionId
-- @param $2:paused
-- @param $3:now
UPDATE account_mirror SET paused_at = CASE WHEN $2::boolean THEN $3::timestamptz END,
  begins_again = begins_again OR NOT $2::boolean, next_page_at = clock_timestamp(), failures = 0, fault = NULL
WHERE connection_id = $1 AND (paused_at IS NULL) = $2::boolean
RETURNING connector_id AS "connectorId"
