/** When something happened, to the nanosecond: two things of one millisecond are two, and have an order. */
export interface Instant {
  occurredAt: Date;
  /** Nanoseconds beyond the millisecond of `occurredAt`, from 0 to 999 999. */
  occurredNanos: number;
}

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]((?:[01]\d|2[0-3]):\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The first instant whose year both JavaScript and PostgreSQL write with four digits. */
const INSTANT_MIN = new Date("0001-01-01T00:00:00Z");

/** How many decimals of a second are kept. */
export const SECOND_DECIMALS_MAX = 9;
const MILLISECOND_DECIMALS = 3;

/** An RFC 3339 time, exactly; null for any other text, and for one that says more than nanoseconds. */
export function readInstant(text: string): Instant | null {
  const [, day, time, decimals = "", zone] = RFC_3339.exec(text) ?? [];
  if (!day || !isDay(day) || /[1-9]/.test(decimals.slice(SECOND_DECIMALS_MAX))) return null;
  const kept = decimals.slice(0, SECOND_DECIMALS_MAX).padEnd(SECOND_DECIMALS_MAX, "0");
  const occurredAt = new Date(`${day}T${time}.${kept.slice(0, MILLISECOND_DECIMALS)}${zone?.toUpperCase()}`);
  // False for no time at all, too.
  if (!(occurredAt >= INSTANT_MIN)) return null;
  return { occurredAt, occurredNanos: Number(kept.slice(MILLISECOND_DECIMALS)) };
}

/** An instant of a clock that counts milliseconds. */
export function instantOf(occurredAt: Date): Instant {
  return { occurredAt, occurredNanos: 0 };
}

/** In UTC with as many decimals as it has, at least three: `2026-01-05T10:00:00.123456Z`. */
export function spellInstant({ occurredAt, occurredNanos }: Instant): string {
  if (occurredNanos === 0) return occurredAt.toISOString();
  const decimals = String(occurredNanos)
    .padStart(SECOND_DECIMALS_MAX - MILLISECOND_DECIMALS, "0")
    .replace(/0+$/, "");
  return occurredAt.toISOString().replace("Z", `${decimals}Z`);
}

/** Below zero where `one` is earlier, above where it is later. */
export function compareInstants(one: Instant, other: Instant): number {
  return one.occurredAt.getTime() - other.occurredAt.getTime() || one.occurredNanos - other.occurredNanos;
}

// JavaScript would read 30 February as a day in March.
function isDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}
