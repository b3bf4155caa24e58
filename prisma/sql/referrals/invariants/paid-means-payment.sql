-- Broken by whatever this finds: a referral has paid if and only if it has a payment that was not undone.
SELECT r.id::text FROM referral r
WHERE r.first_paid_at IS DISTINCT FROM (SELECT min(x.paid_at) FROM referral_payment x JOIN payment p ON p.id = x.payment_id
  WHERE x.referral_id = r.id AND p.status <> 'cancelled')
