-- Broken by whatever this finds: the sandbox collected one premium once, unless it was returned.
SELECT y.original_id AS id
FROM policy_payment y
JOIN attempt a ON a.payment_id = y.payment_id AND a.operation = 'charge'
JOIN sandbox_operation s ON s.idempotency_key = a.id AND s.state = 'succeeded'
JOIN payment p ON p.id = y.payment_id AND p.status <> 'failed'
GROUP BY y.original_id HAVING count(*) > 1
