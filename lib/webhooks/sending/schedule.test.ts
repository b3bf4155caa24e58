import { describe, expect, it } from "vitest";
import { DELIVERY_ATTEMPTS_MAX, nextAttemptAt, RETRY_AFTER_MS_MAX, readRetryAfter } from "./schedule";

const now = new Date("2026-11-21T12:00:00Z");
const HOUR_S = 3_600;

function delaySeconds(attempts: number, retryAfterMs: number | null = null): number | null {
  const at = nextAttemptAt(attempts, now, retryAfterMs);
  return at && (at.getTime() - now.getTime()) / 1_000;
}

describe("the schedule", () => {
  it("is at once, then after 5 s, 5 m, 30 m, 2 h, 5 h, 10 h and 10 h, and then no more", () => {
    const delays = Array.from({ length: DELIVERY_ATTEMPTS_MAX }, (_, index) => delaySeconds(index + 1));
    expect(delays).toEqual([5, 300, 1_800, 2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S, 10 * HOUR_S, null]);
  });

  it("gives an endpoint the time it asks for, within a day, and never less than the schedule", () => {
    expect(delaySeconds(1, 120_000)).toBe(120);
    expect(delaySeconds(2, 1_000)).toBe(300);
    expect(delaySeconds(1, 7 * 24 * HOUR_S * 1_000)).toBe(RETRY_AFTER_MS_MAX / 1_000);
  });

  it.each([
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["Sat, 21 Nov 2026 12:01:00 GMT", 60_000],
    ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
    ["soon", null],
    ["-5", null],
    ["", null],
    [undefined, null],
  ])("reads Retry-After: %s", (text, expected) => {
    expect(readRetryAfter(text, now)).toBe(expected);
  });
});
