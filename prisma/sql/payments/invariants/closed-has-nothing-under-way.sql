-- Broken by whatever this finds: nothing is under way at a connector for a payment that was closed unpaid.
SELECT p.id FROM payment p JOIN attempt t ON t.payment_id = p.id
WHERE p.status IN ('cancelled', 'expired') AND t.state <> 'failed'
