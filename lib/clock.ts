import { run, statement } from "@/lib/db/sql";

/** How long a process may go on with a test clock that another process has moved. */
export const CLOCK_REFRESH_MS = 2_000;

const READ = statement("SELECT offset_ms FROM test_clock WHERE id = 1");
const holder = globalThis as typeof globalThis & {
  counterfoilClock?: { offsetMs: number; readAtMs: number };
};

/** The time verbs are given: the real time plus the test clock's offset. */
export async function currentTime(): Promise<Date> {
  const known = holder.counterfoilClock;
  if (known && Date.now() - known.readAtMs < CLOCK_REFRESH_MS) return new Date(Date.now() + known.offsetMs);
  const [row] = await run<{ offset_ms: bigint }>(READ, []);
  setKnownOffset(Number(row?.offset_ms ?? 0));
  return new Date(Date.now() + Number(row?.offset_ms ?? 0));
}

/** Tells this process at once what the clock's offset has become. */
export function setKnownOffset(offsetMs: number): void {
  holder.counterfoilClock = { offsetMs, readAtMs: Date.now() };
}
