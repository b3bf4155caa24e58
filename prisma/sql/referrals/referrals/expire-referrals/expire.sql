-- @param $1:due
-- @param $2:now
UPDATE referral SET state = 'expired', state_set_at = $2, updated_at = $2 WHERE id = ANY ($1)
