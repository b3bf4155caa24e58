import type { Problem } from "@/lib/verb/problem";
import { isPrismaConnectionLost, refusalOf } from "./refusal";

/** When whoever met a database that could not answer should come back. */
export const RETRY_AFTER_SECONDS = 2;

/**
 * Classes of SQLSTATE that say something of the database and nothing of what was asked: connection, rollback
 * (serialisation, deadlock), resources (disk, memory, connections), operator (timeouts, shutdown), its system.
 */
const PASSING_CLASSES = ["08", "40", "53", "57", "58"];
/** lock_not_available, read_only_sql_transaction, idle_in_transaction_session_timeout, transaction_timeout. */
const PASSING_CODES = ["55P03", "25006", "25P03", "25P04"];
/** Those of them after which it is not known whether the last statement was done: the connection went with the answer. */
const UNCERTAIN = ["08", "57P"];

const BROKEN_CONNECTION = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
const LOST_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** Whether the database refused for a reason that passes, and that is nobody's who asked. */
export function isPassingRefusal(err: unknown): boolean {
  return unavailabilityOf(err) !== null;
}

/** The refusal behind an error of a database that is away, busy, full or locked; null for any other error. */
export function unavailabilityOf(err: unknown): Extract<Problem, { code: "unavailable" }> | null {
  const cause = causeOf(err);
  if (cause === null) return null;
  return { code: "unavailable", retryAfterSeconds: RETRY_AFTER_SECONDS, ...cause };
}

type Cause = { waitedFor: string; nothingDone: boolean };

function causeOf(err: unknown): Cause | null {
  if (!(err instanceof Error)) return null;
  const refusal = refusalOf(err);
  if (refusal) return fromState(refusal.code);
  if (isPrismaConnectionLost(err)) return { waitedFor: "a connection", nothingDone: false };
  const code = "code" in err && typeof err.code === "string" ? err.code : "";
  if (BROKEN_CONNECTION.has(code) && "syscall" in err)
    return { waitedFor: "a connection", nothingDone: false };
  if (/^[0-9A-Z]{5}$/.test(code)) return fromState(code);
  if (LOST_CONNECTION.test(err.message)) {
    const connecting = err.message.startsWith("timeout ");
    return { waitedFor: "a connection", nothingDone: connecting };
  }
  // Prisma wraps what its adapter met.
  return "cause" in err ? causeOf(err.cause) : null;
}

function fromState(code: string): Cause | null {
  if (!PASSING_CODES.includes(code) && !PASSING_CLASSES.includes(code.slice(0, 2))) return null;
  const nothingDone = !UNCERTAIN.some((prefix) => code.startsWith(prefix));
  return { waitedFor: WAITED_FOR[code] ?? `the database (${code})`, nothingDone };
}

const WAITED_FOR: Record<string, string> = {
  "55P03": "a lock",
  "57014": "a statement",
  "53100": "room on the database's disk",
  "53200": "memory of the database",
  "53300": "a connection",
  "25006": "a database that takes writes",
  "40P01": "a lock",
  "40001": "its turn",
};
