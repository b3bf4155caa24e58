-- Whether rows have transaction numbers that this server has not come to yet.
SELECT EXISTS (SELECT 1 FROM outbox WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()))
  OR EXISTS (SELECT 1 FROM webhook_cursor WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())) AS found
