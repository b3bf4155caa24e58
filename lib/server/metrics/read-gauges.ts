import { currentTime } from "@/lib/clock/clock";
import { during, pool } from "@/lib/db/pool";
import { query } from "@/lib/db/sql";
import { ATTEMPTS } from "@/lib/generated/sql/server/metrics/read-gauges/attempts";
import { OUTBOX } from "@/lib/generated/sql/server/metrics/read-gauges/outbox";
import { QUEUE } from "@/lib/generated/sql/server/metrics/read-gauges/queue";
import { QUEUE_MADE } from "@/lib/generated/sql/server/metrics/read-gauges/queue-made";
import { WAITING } from "@/lib/generated/sql/server/metrics/read-gauges/waiting";
import { log } from "@/lib/log/log";
import { metrics } from "@/lib/metrics/metrics";
import { recordingsWaiting } from "@/lib/payments/recording/record-rows";
import { within } from "@/lib/process/within";

/** The database is asked for figures this often at most, however often they are. */
export const GAUGES_CACHED_MS = 5_000;

const holder = globalThis as typeof globalThis & {
  counterfoilGauges?: { readAtMs: number; reading: Promise<void> };
};

/** Brings the gauges up to date. Nothing here counts a big table: what is counted is what waits. */
export async function readGauges(): Promise<void> {
  const { poolConnections, poolWaiting, recordingsWaiting: waitingToBeRecorded } = metrics();
  waitingToBeRecorded.set(recordingsWaiting());
  const { totalCount, idleCount, waitingCount } = pool();
  poolConnections.set({ state: "busy" }, totalCount - idleCount);
  poolConnections.set({ state: "idle" }, idleCount);
  poolWaiting.set(waitingCount);
  const known = holder.counterfoilGauges;
  if (!known || performance.now() - known.readAtMs >= GAUGES_CACHED_MS)
    holder.counterfoilGauges = { readAtMs: performance.now(), reading: readFromDatabase() };
  await holder.counterfoilGauges?.reading;
}

/** How long the database's figures are waited for: whoever asks for metrics waits ten seconds, and is told that it is away. */
const READ_MS_MAX = 5_000;

async function readFromDatabase(): Promise<void> {
  const { databaseUp } = metrics();
  try {
    const reading = during("health", () =>
      Promise.all([readOutbox(), readJobs(), readCounts(), readAttempts()]),
    );
    await within(READ_MS_MAX, reading);
    databaseUp.set(1);
  } catch (err) {
    log.warn({ err }, "the figures for the metrics could not be read");
    databaseUp.set(0);
  }
}

async function readOutbox(): Promise<void> {
  const { outboxLast, outboxLagRows, outboxLagSeconds } = metrics();
  const [row] = await query(OUTBOX, {});
  if (!row) return;
  outboxLast.set(row.last);
  outboxLagRows.set({ reader: "webhooks" }, row.rows);
  const ageMs = row.oldest ? (await currentTime()).getTime() - row.oldest.getTime() : 0;
  outboxLagSeconds.set({ reader: "webhooks" }, Math.max(0, ageMs) / 1_000);
}

async function readJobs(): Promise<void> {
  const { jobsWaiting, jobsRunning } = metrics();
  // The queue makes its tables when jobs are run for the first time.
  const [made] = await query(QUEUE_MADE, {});
  const [row] = made?.made ? await query(QUEUE, {}) : [];
  jobsWaiting.set(row?.waiting ?? 0);
  jobsRunning.set(row?.running ?? 0);
}

async function readCounts(): Promise<void> {
  const { asyncRequestsWaiting, importsWaiting, retriesWaiting } = metrics();
  const [waiting] = await query(WAITING, {});
  asyncRequestsWaiting.set(waiting?.asyncRequests ?? 0);
  importsWaiting.set(waiting?.imports ?? 0);
  retriesWaiting.set(waiting?.retries ?? 0);
}

async function readAttempts(): Promise<void> {
  const { attemptsOpen } = metrics();
  const rows = await query(ATTEMPTS, {});
  for (const state of ["started", "requires_action", "unknown"])
    attemptsOpen.set({ state }, rows.find((row) => row.state === state)?.n ?? 0);
}
