-- Broken by whatever this finds: every payout run has its event.
SELECT r.id FROM payout_run r WHERE NOT EXISTS (
  SELECT 1 FROM outbox o WHERE o.object_id = r.id::text AND o.type = 'payout_run.made')
