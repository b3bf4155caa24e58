-- @param $1:id
SELECT kind, connector_id AS "connectorId", file_name AS "fileName", lines, sent FROM payment_import WHERE id = $1
