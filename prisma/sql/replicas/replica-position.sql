-- Up to where a replica has what its primary wrote, in bytes, and the timelines it has followed.
-- @notnull isReplica
SELECT pg_is_in_recovery() AS "isReplica", pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint AS lsn,
  array(SELECT system_identifier || '/' || timeline FROM database_timeline) AS timelines
