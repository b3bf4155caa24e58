-- A connector's accounts until the transaction ends: whoever names one for money to be sent waits, or is waited for.
-- @param $1:connectorId
SELECT a.id FROM connected_account a WHERE a.connector_id = $1 ORDER BY a.id FOR UPDATE
