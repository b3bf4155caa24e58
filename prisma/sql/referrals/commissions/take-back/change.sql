-- @param $1:commissionId
-- @param $2:toMinor
UPDATE commission SET amount_minor = $2 WHERE id = $1
