-- @param $1:connectorId
-- @param $2:connectionId
-- @param $3:merchantId
-- @param $4:fromAt
-- @param $5:now
INSERT INTO account_mirror (connector_id, connection_id, merchant_id, from_at, next_page_at, created_at)
VALUES ($1, $2, $3, $4, clock_timestamp(), $5)
ON CONFLICT (connector_id) DO UPDATE SET connection_id = excluded.connection_id, from_at = excluded.from_at, cursor = NULL,
  paused_at = NULL, begins_again = false, caught_up_at = NULL, failures = 0, fault = NULL, next_page_at = clock_timestamp()
