-- @param $1:rows
UPDATE policy_payment y SET failure_reason = i.failure_reason, failure_action = i.failure_action,
  finalized_at = i.finalized_at, finalized_by = i.finalized_by
FROM jsonb_to_recordset($1::jsonb) AS i (
  payment_id uuid, failure_reason text, failure_action text, finalized_at timestamptz, finalized_by jsonb)
WHERE y.payment_id = i.payment_id
