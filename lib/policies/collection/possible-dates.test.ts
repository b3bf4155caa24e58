import { describe, expect, it } from "vitest";
import { isPossible, possibleDates } from "./possible-dates";

// A Friday.
const now = new Date("2026-11-27T15:00:00Z");
const dates = (from: string, to: string) =>
  possibleDates({ from: new Date(from), to: new Date(to), now }).map((date) =>
    date.toISOString().slice(0, 10),
  );

describe("the dates money can be collected on", () => {
  it("are the working days between two ends, both counted", () => {
    expect(dates("2026-12-03T00:00:00Z", "2026-12-08T00:00:00Z")).toEqual([
      "2026-12-03",
      "2026-12-04",
      "2026-12-07",
      "2026-12-08",
    ]);
  });

  it("begin after today", () => {
    expect(dates("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z")).toEqual(["2026-11-30"]);
    expect(dates("2026-11-01T00:00:00Z", "2026-11-27T23:59:59Z")).toEqual([]);
  });

  it.each([
    ["2026-11-27T23:59:59Z", false],
    ["2026-11-28T10:00:00Z", false],
    ["2026-11-29T23:59:59Z", false],
    ["2026-11-30T00:00:00Z", true],
    ["2026-11-30T23:59:59Z", true],
    ["2026-11-20T10:00:00Z", false],
  ])("%s is one: %s", (time, possible) => {
    expect(isPossible(new Date(time), now)).toBe(possible);
  });
});
