-- @param $1:id
-- @param $2:state
-- @param $3:now
UPDATE partnership SET state = $2, state_set_at = $3 WHERE id = $1
