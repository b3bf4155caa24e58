-- Broken by whatever this finds: nothing is refunded of a payment whose dispute was open or lost when the refund was begun.
SELECT t.payment_id AS id FROM attempt t JOIN adjustment d ON d.payment_id = t.payment_id
WHERE t.operation = 'refund' AND d.status IN ('dispute', 'dispute_lost') AND d.recorded_at < t.started_at
  AND NOT EXISTS (SELECT 1 FROM adjustment w WHERE w.payment_id = d.payment_id AND w.status = 'dispute_won'
    AND w.sequence > d.sequence AND w.recorded_at <= t.started_at
    -- One that names another dispute is of that.
    AND NOT EXISTS (SELECT 1 FROM adjustment o WHERE o.payment_id = d.payment_id AND o.status = 'dispute'
      AND w.reference = o.reference || '/won' AND d.reference NOT IN (o.reference, o.reference || '/lost')))
