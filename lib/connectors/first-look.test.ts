import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { firstLookFrom } from "./first-look";

const NOW = new Date("2026-12-01T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ["never", null, "2026-12-01T11:00:00Z"],
  ["a minute ago", "2026-12-01T11:59:00Z", "2026-12-01T10:59:00Z"],
  ["before an outage of ten hours", "2026-12-01T02:00:00Z", "2026-12-01T01:00:00Z"],
  ["a year ago", "2025-12-01T12:00:00Z", "2026-11-01T12:00:00Z"],
  ["at a time to come, by a clock that is ahead", "2027-01-01T00:00:00Z", "2026-12-01T11:00:00Z"],
])(
  "an account that was heard of %s is asked from an hour before on, and not more than thirty days",
  (_, heard, from) => {
    expect(firstLookFrom(heard === null ? null : new Date(heard))).toEqual(new Date(from));
  },
);
