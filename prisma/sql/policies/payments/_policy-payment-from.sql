policy_payment y
JOIN payment p ON p.id = y.payment_id
JOIN adjustment f ON f.payment_id = y.payment_id AND f.sequence = 1
JOIN policy c ON c.id = y.policy_id
