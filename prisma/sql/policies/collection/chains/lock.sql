-- @param $1:paymentIds
SELECT p.id FROM payment p
WHERE p.id IN (SELECT original_id FROM policy_payment WHERE payment_id = ANY ($1::uuid[]))
ORDER BY p.id FOR UPDATE
