-- Broken by whatever this finds: the sandbox booked no payment twice.
SELECT a.payment_id AS id FROM attempt a JOIN sandbox_operation s ON s.idempotency_key = a.id
WHERE s.operation IN ('charge', 'payout') AND s.state = 'succeeded' GROUP BY a.payment_id HAVING count(*) > 1
