-- Broken by whatever this finds: a change follows the one before it.
SELECT id::text FROM (SELECT id, from_state, lag(to_state) OVER (PARTITION BY object_type, object_id ORDER BY id) AS before
  FROM state_change) c
WHERE from_state IS DISTINCT FROM before
