-- Of two answers at once the first is booked, and the second reads it.
-- @param $1:attemptId
-- @param $2:state
-- @param $3:declineCode?
-- @param $4:now
UPDATE sandbox_operation SET state = $2, decline_code = $3, updated_at = $4
WHERE idempotency_key = $1 AND state = 'requires_action'
RETURNING
-- @include connectors/sandbox/_columns
