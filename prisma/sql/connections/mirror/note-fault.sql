-- @param $1:connectorId
-- @param $2:fault
-- @param $3:waitMs
UPDATE account_mirror SET failures = failures + 1, fault = $2,
  next_page_at = clock_timestamp() + $3 * interval '1 millisecond'
WHERE connector_id = $1
