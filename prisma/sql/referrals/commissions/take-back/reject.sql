-- @param $1:commissionId
-- @param $2:now
UPDATE commission SET state = 'rejected', state_set_at = $2 WHERE id = $1
