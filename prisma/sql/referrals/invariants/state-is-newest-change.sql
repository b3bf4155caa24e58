-- Broken by whatever this finds: a state is the newest of its changes.
SELECT o.id::text FROM (
  SELECT 'partnership' AS type, id, state FROM partnership
  UNION ALL SELECT 'referral', id, state FROM referral
  UNION ALL SELECT 'commission', id, state FROM commission) o
WHERE o.state IS DISTINCT FROM (SELECT to_state FROM state_change c
  WHERE c.object_type = o.type AND c.object_id = o.id ORDER BY c.id DESC LIMIT 1)
