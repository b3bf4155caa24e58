-- @param $1:connectorId
-- @param $2:cursor?
-- @param $3:reachedAt?
-- @param $4:caughtUp
-- @param $5:waitMs
UPDATE account_mirror SET cursor = $2, reached_at = coalesce($3, reached_at), last_page_at = clock_timestamp(),
  begins_again = begins_again AND NOT $4::boolean,
  caught_up_at = CASE WHEN $4::boolean THEN clock_timestamp() ELSE caught_up_at END,
  next_page_at = clock_timestamp() + $5 * interval '1 millisecond', failures = 0, fault = NULL
WHERE connector_id = $1
