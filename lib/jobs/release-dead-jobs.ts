import { query } from "@/lib/db/sql";
import { COMPLETE_JOBS } from "@/lib/generated/sql/jobs/complete-jobs";
import { DEAD_JOBS } from "@/lib/generated/sql/jobs/dead-jobs";
import { UNLOCK_WORKERS } from "@/lib/generated/sql/jobs/unlock-workers";

/** A job that was taken so long ago and holds no lock has lost its process: the lock is the first thing a job takes. */
export const DEAD_JOB_MS = 5_000;

/** What a task locks while it runs. The lock is its connection's, and gone with the process. */
export const taskLockName = (task: string) => `counterfoil task ${task}`;

/**
 * Takes the jobs off the queue whose process was killed: they would be shown as running for hours. Their work is done by
 * the next job of their task. Returns how many there were.
 */
export async function releaseDeadJobs(): Promise<number> {
  const dead = await query(DEAD_JOBS, { lockPrefix: taskLockName(""), deadMs: DEAD_JOB_MS });
  const workers = dead.flatMap(({ worker }) => worker ?? []);
  const ids = dead.flatMap(({ id }) => id ?? []);
  if (dead.length === 0) return 0;
  await query(UNLOCK_WORKERS, { workers });
  await query(COMPLETE_JOBS, { ids });
  return dead.length;
}
