-- It is what it was before a refund rejected it, and due as it was.
-- @param $1:commissionId
-- @param $2:toMinor
-- @param $3:now
UPDATE commission SET state = CASE WHEN approved_at IS NULL THEN 'pending' ELSE 'approved' END, amount_minor = $2,
  state_set_at = $3
WHERE id = $1 RETURNING state
