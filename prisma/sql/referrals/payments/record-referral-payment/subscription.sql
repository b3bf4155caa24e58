-- @param $1:referralId
-- @param $2:subscriptionId
SELECT id, interval, interval_count AS "intervalCount" FROM subscription WHERE referral_id = $1 AND reference = $2
