import { runUnprepared } from "@/lib/db/sql";
import type { Change } from "@/lib/db/testing/refusing";
import { newId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { jobContext } from "@/lib/verb/context";

/** Some work that waits to be done, and how far it has come. */
export interface Begun {
  /** Does what is due, as the job or the person would; again it does what is left. */
  run: () => Promise<unknown>;
  /** Lets the time pass after which it is looked at again. */
  later?: () => Promise<unknown>;
  end: () => Promise<unknown>;
}

export interface Work {
  given: () => Promise<Begun>;
  /** What it changes. */
  tables: { table: string; change: Change }[];
  /** How it ends: once, whatever was refused on the way. */
  done: unknown;
}

/** Runs a job once, as the runner does. */
export async function runTask(name: string, now = new Date()): Promise<void> {
  const task = TASKS.find((each) => each.name === name);
  if (!task) throw new Error(`there is no job ${name}`);
  await task.run(jobContext(name, now, newId()));
}

/** How a payment stands and how often something has happened to it, in a word each. */
export async function historyOf(paymentId: string): Promise<string> {
  const [row] = await runUnprepared<{ history: string; events: number; version: number }>(
    `SELECT string_agg(a.status, ', ' ORDER BY a.sequence) AS history,
       (SELECT count(*)::int FROM outbox o WHERE o.payment_id = $1 AND o.data ? 'sequence') AS events
     FROM adjustment a WHERE a.payment_id = $1`,
    [paymentId],
  );
  return `${row?.history}; ${row?.events} events`;
}
