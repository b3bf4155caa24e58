import { query } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/clock/clock/read";

/** After how long a process asks again what the test clock says; it asks in the background. */
export const CLOCK_REFRESH_MS = 2_000;

/** How long at most a process goes by what it last heard of the test clock. */
export const CLOCK_STALE_MAX_MS = 10_000;

interface Known {
  offsetMs: number;
  readAtMs: number;
}

const holder = globalThis as typeof globalThis & {
  counterfoilClock?: Known;
  counterfoilClockReading?: Promise<Known>;
};

/** The time verbs are given: the real time plus the test clock's offset. */
export async function currentTime(): Promise<Date> {
  const known = holder.counterfoilClock;
  const ageMs = known ? performance.now() - known.readAtMs : Number.POSITIVE_INFINITY;
  if (known && ageMs < CLOCK_STALE_MAX_MS) {
    if (ageMs >= CLOCK_REFRESH_MS) readOffset().catch(() => {});
    return new Date(Date.now() + known.offsetMs);
  }
  return new Date(Date.now() + (await readOffset()).offsetMs);
}

/** Tells this process at once what the clock's offset has become. */
export function setKnownOffset(offsetMs: number): Known {
  holder.counterfoilClock = { offsetMs, readAtMs: performance.now() };
  return holder.counterfoilClock;
}

/** Many requests that find the offset too old share one reading. */
function readOffset(): Promise<Known> {
  holder.counterfoilClockReading ??= query(READ, {})
    // The clock only moves forward: a reading begun before this process heard of a move must not undo it.
    .then(([row]) =>
      setKnownOffset(Math.max(Number(row?.offset_ms ?? 0), holder.counterfoilClock?.offsetMs ?? 0)),
    )
    .finally(() => {
      holder.counterfoilClockReading = undefined;
    });
  return holder.counterfoilClockReading;
}
