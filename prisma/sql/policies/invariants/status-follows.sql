-- Broken by whatever this finds: a policy payment follows its payment's status.
SELECT p.id FROM payment p JOIN policy_payment y ON y.payment_id = p.id
WHERE y.live <> (p.status IN ('pending', 'submitted', 'processing', 'succeeded'))
  OR (y.due_at IS NOT NULL) <> (p.status = 'pending')
