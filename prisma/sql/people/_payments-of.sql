SELECT id FROM payment WHERE customer_id = ANY ($1::uuid[])
UNION ALL
SELECT y.payment_id FROM policy_payment y JOIN policy o ON o.id = y.policy_id WHERE o.policyholder_id = ANY ($2::uuid[])
UNION ALL
SELECT e.payment_id FROM referral_payment e WHERE e.referral_id = ANY ($3::uuid[])
UNION ALL
SELECT x.payment_id FROM connected_account a JOIN connector k ON k.id = a.connector_id
JOIN connected_payment x ON x.source_account_id = connected_account_id(k.provider, k.reference, a.reference)
WHERE a.id = ANY ($4::uuid[])
UNION ALL
SELECT x.payment_id FROM connected_account a JOIN connector k ON k.id = a.connector_id
JOIN connected_payment x ON x.destination_account_id = connected_account_id(k.provider, k.reference, a.reference)
WHERE a.id = ANY ($4::uuid[])
