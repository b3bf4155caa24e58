import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BILLING_FREQUENCIES } from "@/lib/policies/enums";
import { nextBillingDate } from "./next-billing-date";

const active = { status: "active", billingFrequency: "monthly" } as const;
const on = (day: string) => new Date(`${day}T00:00:00.000Z`);

describe("the day a policy is billed next", () => {
  it.each([
    ["monthly", 1, "2026-01-01", "2026-01-01T23:59:59Z", "2026-01-01"],
    ["monthly", 1, "2026-01-01", "2026-01-02T00:00:00Z", "2026-02-01"],
    ["monthly", 15, "2026-01-20", "2026-01-01T00:00:00Z", "2026-02-15"],
    ["monthly", 20, "2026-03-20", "2026-01-01T00:00:00Z", "2026-03-20"],
    ["monthly", 31, "2026-01-31", "2026-02-10T08:00:00Z", "2026-02-28"],
    ["monthly", 31, "2026-01-31", "2028-02-10T08:00:00Z", "2028-02-29"],
    ["monthly", 31, "2026-01-31", "2026-03-01T08:00:00Z", "2026-03-31"],
    ["monthly", 1, "2025-12-15", "2025-12-20T00:00:00Z", "2026-01-01"],
    ["yearly", 1, "2026-03-01", "2026-03-02T00:00:00Z", "2027-03-01"],
    ["yearly", 10, "2026-03-15", "2026-03-16T00:00:00Z", "2026-04-10"],
    ["yearly", 29, "2024-02-29", "2024-03-01T00:00:00Z", "2025-02-28"],
    ["yearly", 31, "2024-12-31", "2026-12-31T12:00:00Z", "2026-12-31"],
    ["quarterly", 10, "2026-01-15", "2026-02-11T00:00:00Z", "2026-05-10"],
    ["quarterly", 31, "2026-01-31", "2026-04-01T00:00:00Z", "2026-04-30"],
    ["biannually", 1, "2026-01-01", "2026-01-02T00:00:00Z", "2026-07-01"],
    ["weekly", 1, "2026-01-01", "2026-01-02T00:00:00Z", "2026-01-08"],
    ["weekly", 1, "2026-01-01", "2026-01-15T23:00:00Z", "2026-01-15"],
    ["once_off", 5, "2026-03-01", "2026-03-05T23:00:00Z", "2026-03-05"],
    ["once_off", 5, "2026-03-01", "2026-03-06T00:00:00Z", null],
  ] as const)("%s on the %i., begun %s, at %s: %s", (billingFrequency, billingDay, start, now, next) => {
    const policy = { ...active, billingFrequency, billingDay, startDate: on(start) };
    expect(nextBillingDate(policy, new Date(now))).toEqual(next && on(next));
  });

  it.each(["not_taken_up", "cancelled", "expired", "lapsed"] as const)("is none once it is %s", (status) => {
    const policy = { ...active, status, billingDay: 1, startDate: on("2026-01-01") };
    expect(nextBillingDate(policy, on("2026-01-01"))).toBeNull();
  });

  it("is never behind, never before the start, and the same until it has come", () => {
    const time = fc.date({ min: on("1950-01-01"), max: on("2150-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        time,
        time,
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(...BILLING_FREQUENCIES),
        (startDate, now, billingDay, billingFrequency) => {
          const policy = { ...active, billingFrequency, billingDay, startDate };
          const next = nextBillingDate(policy, now);
          if (next === null) {
            expect(billingFrequency).toBe("once_off");
            return;
          }
          const day = (date: Date) => date.toISOString().slice(0, 10);
          expect(day(next) >= day(now) && day(next) >= day(startDate)).toBe(true);
          expect(nextBillingDate(policy, next)).toEqual(next);
        },
      ),
    );
  });
});
