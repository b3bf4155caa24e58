-- Broken by whatever this finds: a checkout payment is completed if and only if one charge succeeded.
SELECT p.id FROM payment p
WHERE p.kind = 'checkout' AND (p.stage = 'completed') <> EXISTS (
  SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge' AND a.state = 'succeeded')
