-- Broken by whatever this finds: one premium is collected once, whatever was retried.
SELECT y.original_id AS id FROM policy_payment y JOIN payment p ON p.id = y.payment_id
WHERE p.status = 'succeeded' GROUP BY y.original_id HAVING count(*) > 1
