-- Broken by whatever this finds: a checkout payment is processing if and only if a charge is open.
SELECT p.id FROM payment p
WHERE p.kind = 'checkout' AND (p.stage = 'processing') <> EXISTS (
  SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge'
    AND a.state IN ('started', 'requires_action', 'processing', 'unknown'))
