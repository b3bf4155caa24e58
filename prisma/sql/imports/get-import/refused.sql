-- @param $1:id
-- @param $2:limit?
-- @notnull message
SELECT line, message, cells FROM payment_import_line WHERE import_id = $1 AND outcome = 'refused'
ORDER BY line LIMIT $2
