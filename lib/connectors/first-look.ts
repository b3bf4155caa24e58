import { DAY_MS, HOUR_MS } from "@/lib/durations";

/** How much before the time when an account was last heard of the first look begins: what is listed late is told too. */
const LOOKED_BEFORE_MS = HOUR_MS;

/** How far back it goes at most: providers keep what has happened for about as long. */
const FIRST_LOOK_MAX_MS = 30 * DAY_MS;

/**
 * From when on what has happened at an account is asked for where there is no cursor yet. `heardOfUntil`: nothing before it
 * is missing. In real time: providers know no test clock.
 */
export function firstLookFrom(heardOfUntil: Date | null | undefined): Date {
  const now = Date.now();
  const from = Math.min(heardOfUntil?.getTime() ?? now, now) - LOOKED_BEFORE_MS;
  return new Date(Math.max(from, now - FIRST_LOOK_MAX_MS));
}
