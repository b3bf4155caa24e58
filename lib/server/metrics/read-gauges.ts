import { currentTime } from "@/lib/clock/clock";
import { during, pool } from "@/lib/db/pool";
import { run, type Statement, statement } from "@/lib/db/sql";
import { log } from "@/lib/log/log";
import { metrics } from "@/lib/metrics/metrics";

/** The database is asked for figures this often at most, however often they are. */
export const GAUGES_CACHED_MS = 5_000;

const holder = globalThis as typeof globalThis & {
  counterfoilGauges?: { readAtMs: number; reading: Promise<void> };
};

/** Brings the gauges up to date. Nothing here counts a big table: what is counted is what waits. */
export async function readGauges(): Promise<void> {
  const { poolConnections, poolWaiting } = metrics();
  const { totalCount, idleCount, waitingCount } = pool();
  poolConnections.set({ state: "busy" }, totalCount - idleCount);
  poolConnections.set({ state: "idle" }, idleCount);
  poolWaiting.set(waitingCount);
  const known = holder.counterfoilGauges;
  if (!known || performance.now() - known.readAtMs >= GAUGES_CACHED_MS)
    holder.counterfoilGauges = { readAtMs: performance.now(), reading: readFromDatabase() };
  await holder.counterfoilGauges?.reading;
}

async function readFromDatabase(): Promise<void> {
  const { databaseUp } = metrics();
  try {
    await during("health", () => Promise.all([readOutbox(), readJobs(), readCounts(), readAttempts()]));
    databaseUp.set(1);
  } catch (err) {
    log.warn({ err }, "the figures for the metrics could not be read");
    databaseUp.set(0);
  }
}

async function readOutbox(): Promise<void> {
  const { outboxLast, outboxLagRows, outboxLagSeconds } = metrics();
  const [row] = await run<{ last: number; rows: number; oldest: Date | null }>(OUTBOX, []);
  if (!row) return;
  outboxLast.set(row.last);
  outboxLagRows.set({ reader: "webhooks" }, row.rows);
  const ageMs = row.oldest ? (await currentTime()).getTime() - row.oldest.getTime() : 0;
  outboxLagSeconds.set({ reader: "webhooks" }, Math.max(0, ageMs) / 1_000);
}

async function readJobs(): Promise<void> {
  const { jobsWaiting, jobsRunning } = metrics();
  // The queue makes its tables when jobs are run for the first time.
  const [made] = await run<{ made: boolean }>(QUEUE_MADE, []);
  const [row] = made?.made ? await run<{ waiting: number; running: number }>(QUEUE, []) : [];
  jobsWaiting.set(row?.waiting ?? 0);
  jobsRunning.set(row?.running ?? 0);
}

async function readCounts(): Promise<void> {
  const { asyncRequestsWaiting, importsWaiting, retriesWaiting } = metrics();
  const [requests, imports, retries] = await Promise.all([
    count(ASYNC_REQUESTS),
    count(IMPORTS),
    count(RETRIES),
  ]);
  asyncRequestsWaiting.set(requests);
  importsWaiting.set(imports);
  retriesWaiting.set(retries);
}

async function readAttempts(): Promise<void> {
  const { attemptsOpen } = metrics();
  const rows = await run<{ state: string; n: number }>(ATTEMPTS, []);
  for (const state of ["started", "requires_action", "unknown"])
    attemptsOpen.set({ state }, rows.find((row) => row.state === state)?.n ?? 0);
}

async function count(of: Statement): Promise<number> {
  const [row] = await run<{ n: number }>(of, []);
  return row?.n ?? 0;
}

const OUTBOX = statement(`
  SELECT coalesce((SELECT max(id) FROM outbox), 0)::float8 AS last, count(b.occurred_at)::int AS rows,
    min(b.occurred_at) AS oldest
  FROM (
    SELECT o.occurred_at FROM webhook_cursor c JOIN outbox o ON (o.xid, o.id) > (c.xid, c.outbox_id)
    ORDER BY o.xid, o.id LIMIT 10001
  ) b`);

const QUEUE_MADE = statement("SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS made");

const QUEUE = statement(`
  SELECT count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts)::int AS waiting,
    count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running
  FROM graphile_worker.jobs`);

const ASYNC_REQUESTS = statement(
  "SELECT count(*)::int AS n FROM policy_async_request WHERE finished_at IS NULL",
);

const IMPORTS = statement("SELECT count(*)::int AS n FROM payment_import WHERE finished_at IS NULL");

const RETRIES = statement(`
  SELECT count(d.retry_of)::int AS n
  FROM (SELECT retry_of FROM policy_payment WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 50000) d`);

const ATTEMPTS = statement(`
  SELECT state, count(*)::int AS n FROM attempt
  WHERE state IN ('started', 'requires_action', 'unknown') GROUP BY state`);
