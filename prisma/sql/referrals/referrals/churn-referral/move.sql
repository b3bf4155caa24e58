-- @param $1:referralId
-- @param $2:to
-- @param $3:now
UPDATE referral SET state = $2, state_set_at = $3, updated_at = $3 WHERE id = $1
