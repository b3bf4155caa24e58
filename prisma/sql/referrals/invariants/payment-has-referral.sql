-- Broken by whatever this finds: a referral payment has its referral.
SELECT p.id::text FROM payment p
WHERE p.kind = 'referral' AND NOT EXISTS (SELECT 1 FROM referral_payment x WHERE x.payment_id = p.id)
