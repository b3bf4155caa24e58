-- @param $1:id
-- @param $2:line
-- @param $3:outcome
-- @param $4:message?
UPDATE payment_import_line SET outcome = $3, message = $4 WHERE import_id = $1 AND line = $2
