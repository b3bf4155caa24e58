import { HOUR_MS } from "@/lib/durations";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long after the failed attempt before it the second, third… attempt follows. The first is made at once. */
export const RETRY_DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
] as const;

export const DELIVERY_ATTEMPTS_MAX = RETRY_DELAYS_MS.length + 1;

/** The longest an endpoint may make us wait. */
export const RETRY_AFTER_MS_MAX = 24 * HOUR_MS;

/** An endpoint that has failed for so long, without one success, is paused. */
export const FAILING_PAUSE_MS = 5 * 24 * HOUR_MS;

/**
 * When the next attempt is due after `attempts` failed ones, or null when they are spent. An endpoint that asks for more
 * time (`Retry-After`) is given it.
 */
export function nextAttemptAt(attempts: number, now: Date, retryAfterMs: number | null): Date | null {
  const delayMs = RETRY_DELAYS_MS[attempts - 1];
  if (delayMs === undefined) return null;
  return new Date(now.getTime() + Math.max(delayMs, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MS_MAX)));
}

/** `Retry-After` in milliseconds: seconds, or a date. Null when there is none that can be read. */
export function readRetryAfter(text: string | null | undefined, now: Date): number | null {
  if (!text) return null;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * SECOND_MS;
  // An HTTP date; the parser alone would take almost anything for one.
  const at = /GMT$/.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
