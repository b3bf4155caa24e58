import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/durations";
import { problemOf } from "@/lib/verb/problem";
import { dayIn, momentOfDay, PAID_DAYS_AGO_MAX, payableDays, refuseUnlessPaidThen } from "./paid-at";

// Eleven in the evening in London, the next day in Tokyo already.
const NOW = new Date("2026-11-28T23:00:00Z");
const ZONES = ["Europe/London", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"];

function refusalOf(paidAt: Date): string | null {
  try {
    refuseUnlessPaidThen(paidAt, NOW);
    return null;
  } catch (err) {
    const problem = problemOf(err);
    return problem?.code === "invalid"
      ? `${problem.issues[0].path}: ${problem.issues[0].message}`
      : "another";
  }
}

describe.each(ZONES)("the day a payment was made, in %s", (timeZone) => {
  it("is that day again for whoever reads it there", () => {
    for (const day of ["2026-03-29", "2026-10-25", "2026-11-27"])
      expect(dayIn(timeZone, momentOfDay(day, timeZone, NOW))).toBe(day);
  });

  it("is this very moment where it is today", () => {
    expect(momentOfDay(dayIn(timeZone, NOW), timeZone, NOW)).toBe(NOW);
  });

  it("may be each of those that are offered, and none outside them", () => {
    const { first, last } = payableDays(timeZone, NOW);
    expect(refusalOf(momentOfDay(first, timeZone, NOW))).toBeNull();
    expect(refusalOf(momentOfDay(last, timeZone, NOW))).toBeNull();
    const dayAfter = dayIn(timeZone, new Date(NOW.getTime() + DAY_MS));
    expect(refusalOf(momentOfDay(dayAfter, timeZone, NOW))).toContain(
      "paidOn: A payment is recorded once it was",
    );
    const dayBefore = dayIn(timeZone, new Date(Date.parse(first) - 2 * DAY_MS));
    expect(refusalOf(momentOfDay(dayBefore, timeZone, NOW))).toContain(`of the last ${PAID_DAYS_AGO_MAX}`);
  });
});
