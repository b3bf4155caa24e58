-- Broken by whatever this finds: nothing is owed for a payment that was refunded or undone.
SELECT p.id::text FROM payment p JOIN commission c ON c.payment_id = p.id AND c.state <> 'rejected'
WHERE p.amount_minor = 0 OR (p.kind = 'referral' AND p.status = 'cancelled') GROUP BY p.id HAVING sum(c.amount_minor) <> 0
