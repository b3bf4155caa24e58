, (SELECT json_agg(json_build_object('sequence', a.sequence, 'status', a.status, 'amountMinor', a.amount_minor::text,
    'opening', a.opening, 'reference', a.reference, 'occurredAt', a.occurred_at, 'occurredNanos', a.occurred_nanos,
    'metadata', a.metadata, 'raw', a.raw) ORDER BY a.sequence)
  FROM adjustment a WHERE a.payment_id = p.id) AS history
