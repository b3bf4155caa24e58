SELECT id FROM payment WHERE customer_id = ANY ($1::uuid[])
UNION ALL
SELECT y.payment_id FROM policy_payment y JOIN policy o ON o.id = y.policy_id WHERE o.policyholder_id = ANY ($2::uuid[])
UNION ALL
SELECT e.payment_id FROM referral_payment e WHERE e.referral_id = ANY ($3::uuid[])
