-- Broken by whatever this finds: what is left of a payment is never less than what refunds under way have promised.
SELECT p.id FROM payment p JOIN attempt t ON t.payment_id = p.id
WHERE t.operation = 'refund' AND t.state IN ('started', 'requires_action', 'processing', 'unknown')
GROUP BY p.id HAVING sum(t.amount_minor) > p.amount_minor
