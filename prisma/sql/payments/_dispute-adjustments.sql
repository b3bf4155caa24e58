    SELECT a.status, a.amount_minor, a.respond_by, a.occurred_at, a.occurred_nanos, a.sequence, CASE
      WHEN a.status = 'dispute' THEN a.reference
      WHEN right(a.reference, 4) = '/won' AND a.status = 'dispute_won' THEN left(a.reference, -4)
      WHEN right(a.reference, 5) = '/lost' AND a.status = 'dispute_lost' THEN left(a.reference, -5) END AS name
    FROM adjustment a WHERE a.payment_id = p.id AND a.status IN ('dispute', 'dispute_won', 'dispute_lost')
