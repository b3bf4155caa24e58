-- @param $1:id
-- @param $2:limit
SELECT line, cells FROM payment_import_line WHERE import_id = $1 AND outcome = 'waiting' ORDER BY line LIMIT $2
