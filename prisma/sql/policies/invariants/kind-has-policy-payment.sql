-- Broken by whatever this finds: every payment of kind policy has its policy payment.
SELECT p.id FROM payment p WHERE p.kind = 'policy'
  AND NOT EXISTS (SELECT 1 FROM policy_payment y WHERE y.payment_id = p.id)
