-- Broken by whatever this finds: a referral has paid if and only if it has a payment.
SELECT r.id::text FROM referral r
WHERE r.first_paid_at IS DISTINCT FROM (SELECT min(paid_at) FROM referral_payment x WHERE x.referral_id = r.id)
