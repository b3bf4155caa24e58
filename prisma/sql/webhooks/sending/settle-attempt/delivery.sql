-- @param $1:deliveryId
-- @param $2:state
-- @param $3:next?
-- @param $4:outcome
-- @param $5:statusCode?
-- @param $6:now
-- @param $7:undone
-- @param $8:number
UPDATE webhook_delivery SET state = $2, next_attempt_at = $3, sending = false, last_outcome = $4,
  last_status_code = $5, updated_at = $6, round_attempts = greatest(0, round_attempts - $7::int)
WHERE id = $1 AND sending AND attempts = $8
