import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { currentTime } from "@/lib/clock/clock";
import { during, pool } from "@/lib/db/pool";
import { query, queryOne } from "@/lib/db/sql";
import { TRY_TO_LOCK_TASK } from "@/lib/generated/sql/jobs/try-to-lock-task";
import { UNLOCK_ALL } from "@/lib/generated/sql/jobs/unlock-all";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { jobContext } from "@/lib/verb/context";
import { releaseDeadJobs, taskLockName } from "./release-dead-jobs";
import { type JobTask, runUnlessHeld, TASKS } from "./tasks";

const CONCURRENCY = 2;
const POLL_MS = 2_000;
const ATTEMPTS_MAX = 1;
const ABORT_MS = 5_000;
const RESTART_MS = 1_000;

/** The jobs of this process. */
export interface Jobs {
  stop: () => Promise<void>;
}

/** Runs the tasks until stopped, and begins again when the database has been away. */
export async function startJobs(tasks: readonly JobTask[] = TASKS): Promise<Jobs> {
  let runner = await startRunner(tasks);
  try {
    await releaseDeadJobs();
  } catch (err) {
    await runner.stop().catch(() => {});
    throw err;
  }
  const stopping = new AbortController();
  // Every task waits for its next turn with it, and so does the runner.
  setMaxListeners(tasks.length + 1, stopping.signal);
  const ticking = tasks.map((task) => tick(task, () => runner, stopping.signal));
  const keeping = (async () => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((err: unknown) => log.error({ err }, "the job runner ended"));
      while (!stopping.signal.aborted) {
        await pause(RESTART_MS, stopping.signal);
        const next = stopping.signal.aborted ? null : await startRunner(tasks).catch(() => null);
        if (!next) continue;
        runner = next;
        break;
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await runner.stop().catch(() => {});
      await Promise.all([keeping, ...ticking]);
    },
  };
}

async function startRunner(tasks: readonly JobTask[]): Promise<Runner> {
  const runner = await run({
    pgPool: pool("jobs"),
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: ABORT_MS,
    // Without a batch the queue marks a job as done in a promise that nobody waits for, and its failure ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(tasks.map((task) => [task.name, () => runAlone(task)])) satisfies TaskList,
    parsedCronItems: parseCronItems(
      tasks.flatMap(({ name, schedule }) =>
        "cron" in schedule
          ? [{ task: name, match: schedule.cron, options: { maxAttempts: ATTEMPTS_MAX } }]
          : [],
      ),
    ),
    logger: new Logger(() => (level, message) => {
      // A task that failed has been told of already, with its request id.
      const told = message.startsWith("Failed task");
      if (!told && (level === "error" || level === "warning")) log.warn({ from: "jobs" }, message);
    }),
  });
  // It may end before anybody waits for it; a rejection without a handler would end the process.
  runner.promise.catch(() => {});
  return runner;
}

// Held by the connection, so that a process that is killed lets go at once. The queue's own locks would last for hours.
async function runAlone(task: JobTask): Promise<void> {
  const client = await pool("jobs").connect();
  let broken = false;
  try {
    const lock = await queryOne(TRY_TO_LOCK_TASK, { name: taskLockName(task.name) }, client);
    if (lock?.mine) await during("jobs", () => runTask(task));
  } finally {
    await query(UNLOCK_ALL, {}, client).catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}

async function runTask(task: JobTask): Promise<void> {
  const requestId = newId();
  try {
    await runUnlessHeld(task, jobContext(task.name, await currentTime(), requestId));
  } catch (err) {
    log.error({ err, requestId, task: task.name }, "a job failed");
    throw err;
  }
}

// The key keeps one waiting at most, however many processes ask.
async function tick({ name, schedule }: JobTask, runner: () => Runner, stopping: AbortSignal): Promise<void> {
  if (!("everyMs" in schedule)) return;
  while (!stopping.aborted) {
    await runner()
      .addJob(name, {}, { jobKey: name, jobKeyMode: "preserve_run_at", maxAttempts: ATTEMPTS_MAX })
      .catch(() => {});
    await pause(schedule.everyMs, stopping);
  }
}

async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping }).catch(() => {});
}
