-- @param $1:id
-- @param $2:lines
INSERT INTO payment_import_line (import_id, line, cells, outcome, message)
SELECT $1::uuid, l.line, l.cells, l.outcome, l.message
FROM jsonb_to_recordset($2::jsonb) AS l (line integer, cells text[], outcome text, message text)
