import pg from "pg";
import { expect, vi } from "vitest";
import { TIMEOUTS_MS } from "@/lib/db/pool";

// Shorter than a lock is waited for, so that it is said what did not come.
const WITHIN_MS = TIMEOUTS_MS.requests.lock - 1_000;

/** What a piece of work came to, in a word: what it says, or the code of its refusal. */
export type Word = string;

interface Rows {
  table: "payment" | "commission" | "connected_account";
  ids: readonly string[];
}

/**
 * Two pieces of work at once, each in transactions of its own: both have begun and wait for the same rows, which `first`
 * gets first. Whatever they read before the lock they have read before the other changed anything.
 */
export async function interleave(
  { table, ids }: Rows,
  first: () => Promise<Word>,
  second: () => Promise<Word>,
): Promise<[Word, Word]> {
  const connectionString = process.env.DATABASE_URL;
  const [holder, watcher] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
  await Promise.all([holder.connect(), watcher.connect()]);
  try {
    await holder.query("BEGIN");
    await holder.query(`SELECT id FROM ${table} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]);
    const one = begin(first);
    await waitingFor(watcher, one, 1);
    const two = begin(second);
    await waitingFor(watcher, two, 2);
    await holder.query("COMMIT");
    return [await one.done, await two.done];
  } finally {
    await Promise.all([holder.end(), watcher.end()]);
  }
}

interface Begun {
  done: Promise<Word>;
  ended: boolean;
}

function begin(work: () => Promise<Word>): Begun {
  const begun: Begun = { ended: false, done: Promise.resolve("") };
  begun.done = work().finally(() => {
    begun.ended = true;
  });
  // Awaited later; meanwhile a failure is not unhandled.
  begun.done.catch(() => {});
  return begun;
}

async function waitingFor(on: pg.Client, begun: Begun, waiting: number): Promise<void> {
  await vi.waitFor(
    async () => {
      if (begun.ended) throw new Error(`it ended before it met the other: ${await begun.done}`);
      const { rows } = await on.query<{ n: number }>(WAITING);
      expect(rows[0]?.n, "whoever is to meet the other waits for the lock").toBe(waiting);
    },
    { timeout: WITHIN_MS, interval: 5 },
  );
}

// Asked outside the holder's transaction, in which the list of connections would stay as it first was.
const WAITING = `
  SELECT count(*)::int AS n FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`;
