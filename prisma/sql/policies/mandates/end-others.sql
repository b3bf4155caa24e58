-- Of one method one agreement is in force: the one before ends when another begins.
-- @param $1:paymentMethodId
-- @param $2:id
-- @param $3:reason
-- @param $4:now
UPDATE mandate SET state = 'ended', ended_reason = $3, updated_at = $4
WHERE payment_method_id = $1 AND id <> $2 AND state IN ('submitted', 'active')
