-- @param $1:referralId
-- @param $2:to
-- @param $3:since
-- @param $4:now
UPDATE referral SET state = $2, state_set_at = $3, updated_at = $4 WHERE id = $1
