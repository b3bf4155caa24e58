-- @param $1:now
-- @param $2:limit
SELECT i.id FROM payment_initiation i
WHERE i.decision = 'approved' AND i.payment_id IS NULL AND i.deleted_at IS NULL AND i.scheduled_at <= $1
ORDER BY i.scheduled_at LIMIT $2
