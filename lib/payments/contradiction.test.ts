import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { problemOf } from "@/lib/verb/problem";
import { contradictionIn, refuseContradiction, type StatedAmount, statesTheWhole } from "./contradiction";
import { PAYMENT_STATUSES } from "./status";
import { aLockedPayment, NOW } from "./testing-history";

const locked = aLockedPayment({
  amountMinor: 900n,
  openingAmountMinor: 1_000n,
  openingInitialAmountMinor: 1_100n,
  initialAmountMinor: 1_200n,
});
const [opening] = locked.adjustments;
const stated = (fields: Partial<StatedAmount> = {}): StatedAmount => ({
  reference: "another",
  status: "succeeded",
  ...instantOf(NOW),
  amountMinor: 1_000n,
  ...fields,
});

describe("a report of a payment", () => {
  it("contradicts nothing where it says no amount, or one that the payment has had as a whole", () => {
    for (const amountMinor of [null, 1_000n, 1_100n, 1_200n])
      expect(contradictionIn(locked, stated({ amountMinor }))).toBeNull();
  });

  it("contradicts what is stored where it says another whole", () => {
    expect(contradictionIn(locked, stated({ amountMinor: 900n }))).toBe(
      "says 9.00 USD, but 12.00 USD is stored for payment pay_1",
    );
    expect(contradictionIn(locked, stated({ amountMinor: 900n, status: "refunded" }))).toBeNull();
  });

  it("contradicts the same adjustment where it says another amount of it", () => {
    if (!opening) throw new Error("the payment was recorded");
    const same = { ...opening, reference: opening.reference };
    expect(contradictionIn(locked, { ...same, amountMinor: 900n })).toBeNull();
    expect(contradictionIn(locked, { ...same, amountMinor: null })).toBeNull();
    expect(contradictionIn(locked, { ...same, amountMinor: 1_000n })).toBe(
      "says 10.00 USD, but 9.00 USD is stored with the same reference, time and status",
    );
    const silent = { ...locked, adjustments: [{ ...opening, amountMinor: null }] };
    expect(contradictionIn(silent, { ...same, amountMinor: 5n })).toBeNull();
  });

  it("is refused with what it contradicts, and taken where it contradicts nothing", () => {
    refuseContradiction(locked, stated());
    try {
      refuseContradiction(locked, stated({ amountMinor: 1n }));
      expect.unreachable();
    } catch (err) {
      expect(problemOf(err)).toEqual({
        code: "conflict",
        message: "This report says 0.01 USD, but 12.00 USD is stored for payment pay_1.",
      });
    }
  });

  it("states the whole beside a status that moves no part of it", () => {
    expect(PAYMENT_STATUSES.filter(statesTheWhole).sort()).toEqual([
      "authorisation",
      "cancelled",
      "expired",
      "failed",
      "other",
      "pending",
      "succeeded",
      "unknown",
    ]);
  });
});
