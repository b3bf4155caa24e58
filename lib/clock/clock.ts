import { noteWhetherHeld } from "@/lib/db/hold";
import { query } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/clock/clock/read";

/** After how long a process asks again what the test clocks say; it asks in the background. */
export const CLOCK_REFRESH_MS = 2_000;

/** How long at most a process goes by what it last heard of the test clocks. */
export const CLOCK_STALE_MAX_MS = 10_000;

interface Known {
  offsetMs: number;
  /** How far merchants with clocks of their own are ahead of real time; only those that ever were ahead of the deployment. */
  merchants: ReadonlyMap<string, number>;
  readAtMs: number;
}

const holder = globalThis as typeof globalThis & {
  counterfoilClock?: Known;
  counterfoilClockReading?: Promise<Known>;
};

/** The deployment's time: the real time plus its test clock's offset. A merchant may be ahead of it (`own-time.ts`). */
export async function currentTime(): Promise<Date> {
  const known = holder.counterfoilClock;
  const ageMs = known ? performance.now() - known.readAtMs : Number.POSITIVE_INFINITY;
  if (known && ageMs < CLOCK_STALE_MAX_MS) {
    if (ageMs >= CLOCK_REFRESH_MS) readClocks().catch(() => {});
    return new Date(Date.now() + known.offsetMs);
  }
  return new Date(Date.now() + (await readClocks()).offsetMs);
}

/** Tells this process at once what the deployment's offset has become, and what those of merchants are, where it is known. */
export function setKnownOffset(offsetMs: number, merchants: ReadonlyMap<string, number> = new Map()): Known {
  holder.counterfoilClock = { offsetMs, merchants, readAtMs: performance.now() };
  return holder.counterfoilClock;
}

/** How far the deployment is ahead of real time, as this process knows. In milliseconds. */
export function deploymentOffsetMs(): number {
  return holder.counterfoilClock?.offsetMs ?? 0;
}

/** How far each merchant is ahead of the deployment, as this process knows: nobody, where no clock of a merchant was moved. */
export function merchantsAhead(): ReadonlyMap<string, number> {
  const known = holder.counterfoilClock;
  if (!known || known.merchants.size === 0) return NOBODY;
  return new Map(
    [...known.merchants].flatMap(([id, offsetMs]) =>
      offsetMs > known.offsetMs ? [[id, offsetMs - known.offsetMs]] : [],
    ),
  );
}

const NOBODY: ReadonlyMap<string, number> = new Map();

/** Reads the clocks anew: whoever moved one, or hears that somebody did, goes by it from then on. */
export async function rereadClocks(): Promise<void> {
  // A reading that was begun before may not have seen it.
  await holder.counterfoilClockReading?.catch(() => {});
  await readClocks();
}

/** Many requests that find the offsets too old share one reading. */
function readClocks(): Promise<Known> {
  holder.counterfoilClockReading ??= query(READ, {})
    .then(([row]) => {
      noteWhetherHeld(row?.held ?? false);
      const known = holder.counterfoilClock;
      const merchants = new Map(known?.merchants);
      for (const each of row?.merchants ?? []) {
        const [id = "", offsetMs] = each.split(" ");
        merchants.set(id, Math.max(Number(offsetMs), merchants.get(id) ?? 0));
      }
      // Clocks only move forward: a reading begun before this process heard of a move must not undo it.
      return setKnownOffset(Math.max(Number(row?.offset_ms ?? 0), known?.offsetMs ?? 0), merchants);
    })
    .finally(() => {
      holder.counterfoilClockReading = undefined;
    });
  return holder.counterfoilClockReading;
}
