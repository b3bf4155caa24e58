import { pool } from "@/lib/db/pool";

/** A job that was taken so long ago and holds no lock has lost its process: the lock is the first thing a job takes. */
export const DEAD_JOB_MS = 5_000;

/** What a task locks while it runs. The lock is its connection's, and gone with the process. */
export const taskLockName = (task: string) => `counterfoil task ${task}`;

/**
 * Takes the jobs off the queue whose process was killed: they would be shown as running for hours. Their work is done by
 * the next job of their task. Returns how many there were.
 */
export async function releaseDeadJobs(): Promise<number> {
  const { rows } = await pool().query<{ id: string; worker: string }>(DEAD, [taskLockName(""), DEAD_JOB_MS]);
  if (rows.length === 0) return 0;
  await pool().query("SELECT graphile_worker.force_unlock_workers($1)", [rows.map(({ worker }) => worker)]);
  await pool().query("SELECT graphile_worker.complete_jobs($1)", [rows.map(({ id }) => id)]);
  return rows.length;
}

// A lock of 64 bits is shown in two halves.
const DEAD = `
  SELECT j.id, j.locked_by AS worker
  FROM graphile_worker.jobs j, hashtextextended($1 || j.task_identifier, 0) AS name
  WHERE j.locked_at < now() - $2 * interval '1 millisecond'
    AND NOT EXISTS (
      SELECT 1 FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32 | l.objid::bigint) = name)`;
