import { isForRequests, pool } from "@/lib/db/pool";
import { refusalOf } from "@/lib/db/refusal";
import { isStatementError, type PreparedStatement, type Queryable, runPrepared } from "@/lib/db/sql";
import { metrics } from "@/lib/metrics/metrics";
import { type Recording, RecordingQueue } from "./recording-queue";

export type RecordVerdict =
  | "recorded"
  /** The idempotency key is taken: nothing was written, the first payment stands. */
  | "replayed"
  | "unknown_merchant"
  | "unknown_customer"
  /** The payment is not allowed as things are now, by its kind's own condition. */
  | "not_allowed"
  /** The payment is there already, by its kind's own condition: nothing was written. */
  | "known";

/** A payment as the recording statement reads it. */
export interface RecordRow {
  id: string;
  json: string;
}

/** Records rows in one statement. Verdicts in their order; a row nothing is said of had its key taken. */
export async function recordRows(
  statement: PreparedStatement,
  rows: readonly RecordRow[],
  on?: Queryable,
): Promise<RecordVerdict[]> {
  const answers = await runPrepared<{ id: string; verdict: RecordVerdict }>(
    statement,
    parametersOf(rows),
    on,
  );
  const verdicts = new Map(answers.map(({ id, verdict }) => [id, verdict]));
  return rows.map(({ id }) => verdicts.get(id) ?? "replayed");
}

/** The statement's parameters. */
export function parametersOf(rows: readonly RecordRow[]): [string] {
  return [`[${rows.map(({ json }) => json).join(",")}]`];
}

/** Records one payment together with those of its kind that wait at the same moment. */
export function recordTogether(
  statement: PreparedStatement,
  recording: Recording<RecordRow>,
): Promise<RecordVerdict> {
  return queueOf(statement).add(recording);
}

/** Whether a payment may share its statement here: a request's, outside any transaction, unless RECORDING_GROUPS is `off`. */
export function isGrouped(): boolean {
  return process.env.RECORDING_GROUPS !== "off" && isForRequests();
}

/** How many payments wait for their statement in this process. */
export function recordingsWaiting(): number {
  return [...queues().values()].reduce((sum, { length }) => sum + length, 0);
}

type Queue = RecordingQueue<RecordRow, RecordVerdict>;

// The framework's bundle and the doors each hold a copy of this module: what waits is counted in one place.
const holder = globalThis as typeof globalThis & { counterfoilRecordings?: Map<string, Queue> };

function queues(): Map<string, Queue> {
  holder.counterfoilRecordings ??= new Map();
  return holder.counterfoilRecordings;
}

function queueOf(statement: PreparedStatement): Queue {
  const known = queues().get(statement.name);
  if (known) return known;
  const made = new RecordingQueue<RecordRow, RecordVerdict>({
    record: (rows) => recordRows(statement, rows, pool("requests")),
    isRowsFault,
    onStatement: (rows) => metrics().recordingRows.observe(rows),
    onAlone: (rows) => metrics().recordedAlone.inc(rows),
  });
  queues().set(statement.name, made);
  return made;
}

/** Refused by PostgreSQL, and so undone: for what is in a row, or for a lock that one row waited for. */
function isRowsFault(err: unknown): boolean {
  return isStatementError(err) || WAITED_IN_VAIN.has(refusalOf(err)?.code ?? "");
}

/** Deadlock, serialisation, lock timeout, statement timeout. */
const WAITED_IN_VAIN: ReadonlySet<string> = new Set(["40P01", "40001", "55P03", "57014"]);
