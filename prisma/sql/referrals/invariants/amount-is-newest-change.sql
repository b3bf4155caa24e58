-- Broken by whatever this finds: a commission is worth what its newest change says.
SELECT o.id::text FROM commission o
WHERE o.amount_minor IS DISTINCT FROM (SELECT amount_minor FROM state_change c
  WHERE c.object_type = 'commission' AND c.object_id = o.id ORDER BY c.id DESC LIMIT 1)
