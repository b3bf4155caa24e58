-- The place in the primary's log before which everything stands that is committed when this is asked, in bytes, and the
-- timeline it writes: a new one begins when a standby is promoted.
-- @notnull systemIdentifier
-- @notnull timeline
-- @notnull lsn
SELECT cluster.system_identifier::text AS "systemIdentifier",
  ('x' || left(pg_walfile_name(flushed.lsn), 8))::bit(32)::integer AS timeline,
  pg_wal_lsn_diff(flushed.lsn, '0/0')::bigint AS lsn
FROM pg_control_system() cluster, (SELECT pg_current_wal_flush_lsn() AS lsn) flushed
