import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/durations";
import { daysOf, lastDays } from "./days";

const hoursOf = (timeZone: string, day: string) => {
  const noon = new Date(`${day}T17:00:00Z`);
  const [only] = lastDays(noon, 1, timeZone);
  return only && { ...only, hours: (only.until.getTime() - only.since.getTime()) / HOUR_MS };
};

describe("a day of a time zone", () => {
  it.each([
    ["Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00.000Z", 25],
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z", 25],
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z", 23],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z", 23],
    ["Europe/London", "2026-11-30", "2026-11-30T00:00:00.000Z", 24],
  ])("in %s on %s begins at its first instant, and has all of its hours", (timeZone, day, since, hours) => {
    expect(hoursOf(timeZone, day)).toMatchObject({ day, since: new Date(since), hours });
  });

  it("begins where a list begins it", () => {
    for (const { day, since, until } of lastDays(new Date("2026-11-03T12:00:00Z"), 30, "America/Havana"))
      expect(daysOf({ from: day, to: day }, new Date(), "America/Havana")).toEqual({ from: since, until });
  });
});
