import { READ_HOLD, type ReadHoldRow } from "@/lib/generated/sql/deployment/read-hold";
import { type Queryable, queryOne } from "./sql";

/** How long a process goes by having read that the database is not held. Every reading of the clocks says it again. */
export const NOT_HELD_STALE_MAX_MS = 10_000;

/**
 * Why nothing is asked of a provider and nobody is told of anything: what is in this database may be what another
 * deployment is at work with, or has done more with since.
 */
export type Hold = ReadHoldRow;

// The listener and the framework's bundle each hold a copy of this module: both go by the same.
const holder = globalThis as typeof globalThis & { counterfoilNotHeldAtMs?: number | undefined };

/** What holds the database, or null. Known in memory while nothing does; while something does it is read anew each time. */
export async function currentHold(on?: Queryable): Promise<Hold | null> {
  const { counterfoilNotHeldAtMs: atMs } = holder;
  if (atMs !== undefined && performance.now() - atMs < NOT_HELD_STALE_MAX_MS) return null;
  const hold = await queryOne(READ_HOLD, {}, on);
  noteWhetherHeld(hold !== null);
  return hold;
}

/** Called by whoever has read, with something else, whether the database is held. */
export function noteWhetherHeld(held: boolean): void {
  holder.counterfoilNotHeldAtMs = held ? undefined : performance.now();
}
