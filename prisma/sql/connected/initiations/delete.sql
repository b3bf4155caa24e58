-- @param $1:id
-- @param $2:now
UPDATE payment_initiation SET deleted_at = $2 WHERE id = $1
