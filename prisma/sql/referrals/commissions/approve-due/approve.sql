-- @param $1:now
-- @param $2:approveBatchMax
UPDATE commission SET state = 'approved', state_set_at = $1, approved_at = $1
WHERE id IN (
  SELECT id FROM commission WHERE state = 'pending' AND approve_at <= $1
  ORDER BY approve_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING id, amount_minor AS "amountMinor"
