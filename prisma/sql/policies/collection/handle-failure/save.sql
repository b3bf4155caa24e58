-- @param $1:rows
-- @param $2:now
UPDATE policy_payment_method m SET consecutive_failures = i.consecutive_failures, banv_status = i.banv_status,
  blocked_reason = i.blocked_reason, updated_at = $2
FROM jsonb_to_recordset($1::jsonb) AS i (id uuid, consecutive_failures integer, banv_status text, blocked_reason text)
WHERE m.id = i.id
