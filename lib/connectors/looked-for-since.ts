import { MINUTE_MS } from "@/lib/durations";

/** How much earlier than we say something may have begun by a provider's clock. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;

/** From when on a provider is asked for something whose answer was lost. Our start is by the test clock, never behind real time. */
export function lookedForSince(startedAt: Date): Date {
  return new Date(Math.min(startedAt.getTime(), Date.now()) - CLOCK_SKEW_MS);
}
