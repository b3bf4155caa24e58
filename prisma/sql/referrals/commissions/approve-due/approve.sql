-- @param $1:now
-- @param $2:approveBatchMax
-- @param $3:merchantId
-- @param $4:except
UPDATE commission SET state = 'approved', state_set_at = $1, approved_at = $1
WHERE id = ANY (ARRAY(
  SELECT id FROM commission WHERE state = 'pending' AND approve_at <= $1
  AND merchant_id = $3 -- @if merchantId
  AND merchant_id <> ALL ($4::uuid[]) -- @if except
  ORDER BY approve_at, id LIMIT $2 FOR UPDATE SKIP LOCKED))
RETURNING id, amount_minor AS "amountMinor"
