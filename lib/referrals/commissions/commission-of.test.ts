import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthsOf, mrrOf } from "@/lib/referrals/payments/mrr";
import { addMonths } from "../add-months";
import { divideHalfEven } from "../half-even";
import type { Terms } from "../terms";
import { commissionOf, owedOf } from "./commission-of";
import { planTakeBack } from "./plan-take-back";

const paidAt = new Date("2026-03-31T12:00:00Z");
const first = { amountMinor: 4900n, currency: "USD", paidAt, firstPaidAt: null };

function terms(fields: Partial<Terms>): Terms {
  return {
    rate: { type: "percent", basisPoints: 1_000 },
    recurrence: { recurrence: "lifetime" },
    holdDays: 30,
    referralExpiryDays: 0,
    minimumPayoutMinor: 0n,
    ...fields,
  };
}

const amounts = fc.bigInt(1n, 9_223_372_036_854_775_807n);

describe("rounding", () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [9n, 4n, 2n],
    [11n, 4n, 3n],
    [0n, 7n, 0n],
  ])("%s / %s is %s, half to even", (numerator, denominator, expected) => {
    expect(divideHalfEven(numerator, denominator)).toBe(expected);
  });

  it("is never off by more than a half, and on a half gives the even neighbour", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(1n, 10n ** 30n), (numerator, denominator) => {
        const quotient = divideHalfEven(numerator, denominator);
        const error = 2n * (numerator - quotient * denominator);
        const size = error < 0n ? -error : error;
        expect(size <= denominator).toBe(true);
        if (size === denominator) expect(quotient % 2n).toBe(0n);
      }),
    );
  });
});

describe("what a payment earns", () => {
  it("is a share in hundredths of a percent, never more than the payment, exact for any amount", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amountMinor, basisPoints) => {
        const earning = commissionOf(terms({ rate: { type: "percent", basisPoints } }), {
          ...first,
          amountMinor,
        });
        if (!earning.earns) throw new Error("a first payment earns");
        expect(earning.amountMinor).toBe(divideHalfEven(amountMinor * BigInt(basisPoints), 10_000n));
        expect(earning.amountMinor >= 0n && earning.amountMinor <= amountMinor).toBe(true);
      }),
    );
  });

  it("is the flat amount in its own currency, whatever was paid", () => {
    const rate = { type: "flat", amountMinor: 1_500n, currency: "EUR" } as const;
    expect(commissionOf(terms({ rate }), first)).toMatchObject({ amountMinor: 1_500n, currency: "EUR" });
  });

  it("waits for the holding period, and keeps the rule that applied", () => {
    const earning = commissionOf(terms({}), first);
    expect(earning).toMatchObject({
      approveAt: new Date("2026-04-30T12:00:00Z"),
      rule: { type: "percent", basis_points: 1_000, recurrence: "lifetime", hold_days: 30 },
    });
  });

  it("keeps a fixed amount's rule as digits, which JSON can hold", () => {
    const flat = { type: "flat", amountMinor: 9_007_199_254_740_993n, currency: "EUR" } as const;
    const earning = commissionOf(
      terms({ rate: flat, recurrence: { recurrence: "months", months: 6 }, holdDays: 0 }),
      first,
    );
    expect(earning).toEqual({
      earns: true,
      amountMinor: 9_007_199_254_740_993n,
      currency: "EUR",
      approveAt: paidAt,
      rule: {
        type: "flat",
        amount: "9007199254740993",
        currency: "EUR",
        recurrence: "months",
        months: 6,
        hold_days: 0,
      },
    });
  });

  it("is earned by every payment where all of them earn", () => {
    const later = { ...first, firstPaidAt: new Date("1990-01-01T00:00:00Z") };
    expect(commissionOf(terms({}), later)).toMatchObject({ earns: true, amountMinor: 490n, currency: "USD" });
  });

  it("is earned by the first payment, whichever the terms are", () => {
    for (const recurrence of [
      { recurrence: "first_payment" },
      { recurrence: "months", months: 1 },
      { recurrence: "lifetime" },
    ] as const)
      expect(commissionOf(terms({ recurrence }), first).earns).toBe(true);
  });

  it("is nothing after the first payment where only the first earns", () => {
    const only = terms({ recurrence: { recurrence: "first_payment" } });
    expect(commissionOf(only, first).earns).toBe(true);
    expect(commissionOf(only, { ...first, firstPaidAt: paidAt })).toEqual({
      earns: false,
      reason: "not_the_first_payment",
    });
  });

  it("is nothing once the months since the first payment are over, to the millisecond", () => {
    const months = terms({ recurrence: { recurrence: "months", months: 1 } });
    const at = (moment: string) =>
      commissionOf(months, { ...first, firstPaidAt: paidAt, paidAt: new Date(moment) }).earns;
    const over = commissionOf(months, { ...first, firstPaidAt: paidAt, paidAt: new Date("2027-01-01") });
    expect(over).toEqual({ earns: false, reason: "months_are_over" });
    // A month after 31 March is 30 April.
    expect(at("2026-04-30T11:59:59.999Z")).toBe(true);
    expect(at("2026-04-30T12:00:00.000Z")).toBe(false);
  });
});

it("adds calendar months, to the last day where the month is too short", () => {
  const add = (from: string, months: number) => addMonths(new Date(from), months).toISOString().slice(0, 10);
  expect(add("2026-01-31T00:00:00Z", 1)).toBe("2026-02-28");
  expect(add("2028-01-31T00:00:00Z", 1)).toBe("2028-02-29");
  expect(add("2026-11-30T00:00:00Z", 15)).toBe("2028-02-29");
  expect(add("2026-11-15T00:00:00Z", 2)).toBe("2027-01-15");
  const noon = new Date("2026-01-31T12:34:56.789Z");
  expect(addMonths(noon, 1)).toEqual(new Date("2026-02-28T12:34:56.789Z"));
  expect(noon).toEqual(new Date("2026-01-31T12:34:56.789Z"));
});

it("spreads a payment over the months it pays for", () => {
  expect(mrrOf(12_000n, "year", 1n)).toBe(1_000n);
  expect(mrrOf(12_000n, "month", 3n)).toBe(4_000n);
  expect(mrrOf(4_900n, "month", 1n)).toBe(4_900n);
  expect(mrrOf(12_000n, "year", 2n)).toBe(500n);
  expect(monthsOf("year", 2n)).toBe(24n);
  expect(monthsOf("month", 3n)).toBe(3n);
});

describe("what a refund takes back", () => {
  const refunds = fc.array(fc.bigInt(1n, 10n ** 6n), { minLength: 1, maxLength: 6 });

  it("ends at the same amount however it was refunded and came back, before and after payout", () => {
    fc.assert(
      fc.property(refunds, fc.bigInt(0n, 10n ** 7n), fc.nat(6), (parts, initialAmountMinor, payoutAfter) => {
        const openingMinor = parts.reduce((sum, part) => sum + part, 1n);
        let remainingMinor = openingMinor;
        let amountMinor = initialAmountMinor;
        let clawedBackMinor = 0n;
        let netted = false;
        for (const [index, part] of parts.entries()) {
          // Every other one comes back at once, and all of it is gone for good at the end.
          remainingMinor += index % 2 === 1 ? (parts[index - 1] ?? 0n) : -part;
          const state = index >= payoutAfter ? ("paid" as const) : ("approved" as const);
          const plan = planTakeBack({
            state,
            initialAmountMinor,
            amountMinor,
            clawedBackMinor,
            netted,
            openingMinor,
            remainingMinor,
            rejectedByRefund: false,
          });
          if (plan.effect === "changed") amountMinor = plan.toMinor;
          if (plan.effect === "netted") {
            clawedBackMinor += plan.byMinor;
            netted = true;
          }
        }
        const owed = owedOf({ initialAmountMinor, openingMinor, remainingMinor });
        expect(amountMinor + clawedBackMinor).toBe(owed);
      }),
    );
  });

  it("rejects a commission whose payment is gone, and leaves a rejected one alone", () => {
    const gone = {
      initialAmountMinor: 490n,
      amountMinor: 490n,
      ...{ clawedBackMinor: 0n, netted: false },
      openingMinor: 4_900n,
      remainingMinor: 0n,
      rejectedByRefund: false,
    };
    expect(planTakeBack({ ...gone, state: "pending" })).toEqual({ effect: "rejected" });
    expect(planTakeBack({ ...gone, state: "paid" })).toEqual({ effect: "netted", byMinor: -490n });
    expect(planTakeBack({ ...gone, state: "paid", clawedBackMinor: -490n, netted: true })).toEqual({
      effect: "none",
    });
    expect(planTakeBack({ ...gone, state: "approved" })).toEqual({ effect: "rejected" });
    expect(planTakeBack({ ...gone, state: "rejected" })).toEqual({ effect: "none" });
  });

  it("claws back on, where a payout that failed gave back a commission of which some was clawed back", () => {
    const returned = {
      state: "approved" as const,
      initialAmountMinor: 490n,
      amountMinor: 490n,
      ...{ clawedBackMinor: -245n, netted: true },
      openingMinor: 4_900n,
      rejectedByRefund: false,
    };
    expect(planTakeBack({ ...returned, remainingMinor: 2_450n })).toEqual({ effect: "none" });
    expect(planTakeBack({ ...returned, remainingMinor: 0n })).toEqual({
      effect: "netted",
      byMinor: -245n,
    });
  });

  it("gives back what it took once a refund comes back, and revives nothing that a person rejected", () => {
    const whole = {
      initialAmountMinor: 490n,
      amountMinor: 390n,
      ...{ clawedBackMinor: 0n, netted: false },
      openingMinor: 4_900n,
      remainingMinor: 4_900n,
      rejectedByRefund: false,
    };
    expect(planTakeBack({ ...whole, state: "approved" })).toEqual({ effect: "changed", toMinor: 490n });
    const paid = {
      ...whole,
      state: "paid" as const,
      amountMinor: 490n,
      clawedBackMinor: -490n,
      netted: true,
    };
    expect(planTakeBack(paid)).toEqual({ effect: "netted", byMinor: 490n });
    expect(planTakeBack({ ...paid, clawedBackMinor: 0n })).toEqual({ effect: "none" });
    expect(planTakeBack({ ...whole, state: "rejected" })).toEqual({ effect: "none" });
    const refunded = { ...whole, state: "rejected" as const, rejectedByRefund: true };
    expect(planTakeBack(refunded)).toEqual({ effect: "restored", toMinor: 490n });
    expect(planTakeBack({ ...refunded, remainingMinor: 2_450n })).toEqual({
      effect: "restored",
      toMinor: 245n,
    });
    expect(planTakeBack({ ...refunded, remainingMinor: 0n })).toEqual({ effect: "none" });
  });

  it("reduces a commission that has not been paid to what is still owed", () => {
    const part = {
      initialAmountMinor: 490n,
      amountMinor: 490n,
      ...{ clawedBackMinor: 0n, netted: false },
      openingMinor: 4_900n,
      remainingMinor: 3_900n,
      rejectedByRefund: false,
    };
    for (const state of ["pending", "approved"] as const) {
      expect(planTakeBack({ ...part, state })).toEqual({ effect: "changed", toMinor: 390n });
      expect(planTakeBack({ ...part, state, amountMinor: 390n })).toEqual({ effect: "none" });
    }
    expect(planTakeBack({ ...part, state: "rejected" })).toEqual({ effect: "none" });
    expect(planTakeBack({ ...part, state: "paid" })).toEqual({ effect: "netted", byMinor: -100n });
    expect(planTakeBack({ ...part, state: "paid", clawedBackMinor: -100n, netted: true })).toEqual({
      effect: "none",
    });
  });
});
