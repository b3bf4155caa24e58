-- @param $1:now
-- @param $2:expireBatchMax
SELECT id FROM referral WHERE state = 'converted' AND expires_at <= $1
ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
