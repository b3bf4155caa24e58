-- The transaction that all before which have ended.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin
