-- @param $1:referralId
-- @param $2:firstPaidAt?
-- @param $3:expiresAt?
-- @param $4:now
UPDATE referral SET first_paid_at = $2, expires_at = $3, updated_at = $4 WHERE id = $1
