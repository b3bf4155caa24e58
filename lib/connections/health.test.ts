import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import {
  ailmentsOf,
  FAILING_CALLS_MIN,
  type Figures,
  LAG_MAX_MS,
  lengthWords,
  POLL_FAILING_MAX_MS,
  WAITING_MAX_MS,
} from "./health";

const NOW = new Date("2026-11-29T10:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const WELL: Figures = {
  ...{ callsLastHour: 100, failuresLastHour: 9, lagMs: LAG_MAX_MS - 1, disconnectedAt: null },
  ...{ waitingSince: ago(WAITING_MAX_MS - 1), pollFailingSince: ago(POLL_FAILING_MAX_MS - 1) },
  pollFailure: "StripeConnectionError",
};

describe("a connection's health", () => {
  it("is good below every threshold, and where nothing is known", () => {
    expect(ailmentsOf(WELL, NOW)).toEqual([]);
    const unknown = { callsLastHour: 0, failuresLastHour: 0, lagMs: null, waitingSince: null };
    expect(ailmentsOf({ ...WELL, ...unknown, pollFailingSince: null }, NOW)).toEqual([]);
  });

  it.each([
    [{ failuresLastHour: 10 }, { what: "calls", calls: 100, failures: 10 }],
    [
      { callsLastHour: FAILING_CALLS_MIN, failuresLastHour: 1 },
      { what: "calls", calls: 10, failures: 1 },
    ],
    [{ lagMs: LAG_MAX_MS }, { what: "lag", ms: LAG_MAX_MS }],
    [{ waitingSince: ago(WAITING_MAX_MS) }, { what: "waiting", since: ago(WAITING_MAX_MS) }],
    [
      { pollFailingSince: ago(POLL_FAILING_MAX_MS) },
      { what: "poll", since: ago(POLL_FAILING_MAX_MS), failure: "StripeConnectionError" },
    ],
  ] satisfies [Partial<Figures>, unknown][])("says from its threshold on: %o", (figures, ailment) => {
    expect(ailmentsOf({ ...WELL, ...figures }, NOW)).toEqual([ailment]);
    expect(ailmentsOf({ ...WELL, ...figures, disconnectedAt: NOW }, NOW)).toEqual([]);
  });

  it("takes no few calls for a rate", () => {
    const few = { callsLastHour: FAILING_CALLS_MIN - 1, failuresLastHour: FAILING_CALLS_MIN - 1 };
    expect(ailmentsOf({ ...WELL, ...few }, NOW)).toEqual([]);
  });

  it.each([
    [0, "1 second"],
    [1_001, "2 seconds"],
    [MINUTE_MS, "1 minute"],
    [HOUR_MS - 1, "60 minutes"],
    [HOUR_MS + 1, "2 hours"],
  ])("tells %i ms as %s", (ms, words) => expect(lengthWords(ms)).toBe(words));
});
