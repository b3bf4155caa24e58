-- @param $1:id
-- @param $2:now
UPDATE payment_import SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL
