-- @param $1:id
-- @param $2:reason
-- @param $3:now
UPDATE payment_initiation SET unsent_reason = $2, unsent_at = $3
WHERE id = $1 AND decision = 'approved' AND payment_id IS NULL
