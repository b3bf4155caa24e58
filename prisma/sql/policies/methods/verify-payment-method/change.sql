-- Unblocking starts the count of failures again; so does blocking, because nothing is counted while it lasts.
-- @param $1:id
-- @param $2:banvStatus
-- @param $3:reason?
-- @param $4:response?
-- @param $5:now
UPDATE policy_payment_method m SET banv_status = $2, blocked_reason = $3, banv_response = $4::jsonb, updated_at = $5,
  dismissed_at = NULL,
  consecutive_failures = CASE WHEN banv_status = 'blocked' OR $2 = 'blocked' THEN 0 ELSE consecutive_failures END
WHERE m.id = $1 RETURNING
-- @include policies/methods/_method-columns
