import pg from "pg";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log/log";
import { within } from "@/lib/process/within";

/** How long the database may take to write a row before it counts as away. */
export const READY_MS_MAX = 2_000;
/** However often it is asked, the database is tried this often at most. */
export const READY_CACHED_MS = 1_000;

/** Whether a payment can be recorded, or why not. */
export type Readiness = "ok" | "database_unavailable" | "database_read_only" | "database_full";

// The framework's bundle and the doors each hold a copy of this module: both must try the database once.
const holder = globalThis as typeof globalThis & {
  counterfoilReadiness?: { triedAtMs: number; answer: Promise<Readiness> };
};

/** Tries what a payment needs: a committed write, and room on the database's disk. */
export async function readiness(): Promise<Readiness> {
  const known = holder.counterfoilReadiness;
  if (known && performance.now() - known.triedAtMs < READY_CACHED_MS) return known.answer;
  const answer = tryToWrite();
  holder.counterfoilReadiness = { triedAtMs: performance.now(), answer };
  return answer;
}

async function tryToWrite(): Promise<Readiness> {
  try {
    await within(READY_MS_MAX, pool("health").query(PROBE));
    return "ok";
  } catch (err) {
    log.warn({ err }, "a payment could not be recorded now");
    return readinessOf(err);
  }
}

// 25006: read_only_sql_transaction, as on a standby. 53100: disk_full.
function readinessOf(err: unknown): Readiness {
  const code = err instanceof pg.DatabaseError ? err.code : undefined;
  if (code === "25006") return "database_read_only";
  return code === "53100" ? "database_full" : "database_unavailable";
}

// One transaction in one trip. A row written over does not need room, so a file that is thrown away again asks for some:
// with so little memory the numbers go to the disk.
const PROBE = `
  SELECT set_config('work_mem', '64kB', true), set_config('statement_timeout', '${READY_MS_MAX}', true);
  UPDATE health_probe SET written_at = clock_timestamp();
  SELECT count(*) FROM generate_series(1, 20000)`;
