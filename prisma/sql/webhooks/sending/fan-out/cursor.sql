-- Does not wait for the disk: a database that loses its power loses what was handed over in the last moment together with how
-- far that was, and it is handed over again.
WITH hurried AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true) AS setting
)
SELECT xid::text AS xid, outbox_id AS id,
  EXISTS (SELECT 1 FROM webhook_endpoint WHERE deleted_at IS NULL) AS endpoints
FROM hurried CROSS JOIN webhook_cursor c WHERE c.id = 1 FOR UPDATE OF c
