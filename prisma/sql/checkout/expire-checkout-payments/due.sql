-- A payment in process is left alone: its attempt decides, and a decline makes it due again.
-- @param $1:now
-- @param $2:expireBatchMax
SELECT p.id FROM checkout_link l JOIN payment p ON p.id = l.payment_id
WHERE l.due_at <= $1 AND p.status = 'pending'
ORDER BY l.due_at LIMIT $2
