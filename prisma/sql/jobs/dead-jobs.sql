-- @param $1:lockPrefix
-- @param $2:deadMs
-- A lock of 64 bits is shown in two halves.
SELECT j.id, j.locked_by AS worker
FROM graphile_worker.jobs j, hashtextextended($1 || j.task_identifier, 0) AS name
WHERE j.locked_at < now() - $2::double precision * interval '1 millisecond'
  AND NOT EXISTS (
    SELECT 1 FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32 | l.objid::bigint) = name)
