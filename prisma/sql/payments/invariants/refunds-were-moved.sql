-- Broken by whatever this finds: what was refunded is what refund attempts moved.
SELECT p.id FROM payment p
LEFT JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS moved FROM attempt a
  WHERE a.payment_id = p.id AND a.operation = 'refund' AND a.state = 'succeeded') a ON true
LEFT JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS adjusted FROM adjustment d
  WHERE d.payment_id = p.id AND d.status = 'refunded' AND d.attempt_id IS NOT NULL) d ON true
WHERE p.kind = 'checkout' AND a.moved <> d.adjusted
