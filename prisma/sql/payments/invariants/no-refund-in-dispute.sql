-- Broken by whatever this finds: nothing is refunded of a payment while its dispute is open, nor once it has lost all of it in one.
SELECT t.payment_id AS id FROM attempt t JOIN payment p ON p.id = t.payment_id JOIN adjustment d ON d.payment_id = t.payment_id
WHERE t.operation = 'refund' AND d.recorded_at < t.started_at
  AND (d.status = 'dispute' OR d.status = 'dispute_lost' AND coalesce(d.amount_minor, p.collected_minor) >= p.collected_minor)
  AND NOT EXISTS (SELECT 1 FROM adjustment w WHERE w.payment_id = d.payment_id
    AND (w.status = 'dispute_won' OR w.status = 'dispute_lost' AND d.status = 'dispute')
    AND w.sequence > d.sequence AND w.recorded_at <= t.started_at
    -- One that names another dispute is of that.
    AND NOT EXISTS (SELECT 1 FROM adjustment o WHERE o.payment_id = d.payment_id AND o.status = 'dispute'
      AND w.reference IN (o.reference || '/won', o.reference || '/lost')
      AND d.reference NOT IN (o.reference, o.reference || '/lost')))
