import { expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { DEAD_JOB_MS, releaseDeadJobs } from "./release-dead-jobs";
import { startJobs } from "./runner";
import type { JobTask } from "./tasks";

const SOON = { timeout: 15_000, interval: 50 };

async function lockedJobs(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    "SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE locked_at IS NOT NULL",
  );
  return rows[0]?.n ?? 0;
}

it("jobs of a process that was killed are taken off the queue, those that run are left alone", async () => {
  let finish = () => {};
  let runs = 0;
  const run = () => (++runs === 1 ? new Promise<void>((resolve) => (finish = resolve)) : Promise.resolve());
  const task: JobTask = { name: "long", schedule: { everyMs: 60_000 }, run };
  const jobs = await startJobs([task]);
  await vi.waitFor(() => expect(runs).toBe(1), SOON);
  await pool().query(
    "UPDATE graphile_worker._private_jobs SET locked_at = locked_at - $1 * interval '2 milliseconds'",
    [DEAD_JOB_MS],
  );
  expect(await releaseDeadJobs()).toBe(0);
  expect(await lockedJobs()).toBe(1);
  // What the database sees of a process that was killed: its connection is gone, the queue's row is not.
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted",
  );
  await vi.waitFor(async () => expect(await releaseDeadJobs()).toBe(1), SOON);
  expect(await lockedJobs()).toBe(0);
  finish();
  await jobs.stop();
  const again = await startJobs([task]);
  await vi.waitFor(() => expect(runs).toBe(2), SOON);
  await again.stop();
});
