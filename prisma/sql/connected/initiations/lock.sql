-- Concurrent decisions about one initiation queue up here.
-- @param $1:id
SELECT i.id FROM payment_initiation i WHERE i.id = $1 AND i.deleted_at IS NULL FOR UPDATE
