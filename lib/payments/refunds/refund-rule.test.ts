import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Problem, problemOf } from "@/lib/verb/problem";
import type { AttemptState } from "../attempt";
import { factsOf } from "../facts";
import { refuseUnlessPossible } from "../life-cycle";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "../status";
import { chargeToRefund, refuseRefundOf } from "./refund-rule";

const STATES = ["started", "requires_action", "unknown", "succeeded", "failed"] as const;
const OPEN: readonly AttemptState[] = ["started", "requires_action", "unknown"];

const payment = { amountMinor: 1_000n, disputedMinor: 0n, currency: "USD", precision: 2 };
const factsWith = (attempts: Parameters<typeof factsOf>[1]) =>
  factsOf({ payment, adjustments: [] }, attempts);
const attempts = fc.array(
  fc.record({
    operation: fc.constantFrom("charge" as const, "refund" as const),
    state: fc.constantFrom(...STATES),
    amountMinor: fc.bigInt({ min: 1n, max: 400n }),
  }),
  { maxLength: 5 },
);

function refusalOf(work: () => void): Problem | null {
  try {
    work();
    return null;
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) throw err;
    return problem;
  }
}

describe("what is left to give back", () => {
  it("is nothing of what a dispute took or holds", () => {
    const left = factsOf({ payment: { amountMinor: 1_000n, disputedMinor: 400n }, adjustments: [] }, []);
    expect(left.refundableMinor).toBe(600n);
  });

  it("is what the payment is worth, less every refund whose answer is awaited", () => {
    fc.assert(
      fc.property(attempts, (given) => {
        const promised = given
          .filter(({ operation, state }) => operation === "refund" && OPEN.includes(state))
          .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(factsWith(given).refundableMinor).toBe(1_000n - promised);
      }),
    );
  });

  it("is all that may be asked for: refunds at once never add up to more than there is", () => {
    fc.assert(
      fc.property(attempts, fc.bigInt({ min: 1n, max: 1_100n }), (given, amountMinor) => {
        const remainingMinor = factsWith(given).refundableMinor;
        const expected =
          amountMinor > remainingMinor
            ? { code: "amount_exceeds_remaining", remainingMinor, currency: "USD", precision: 2 }
            : null;
        expect(refusalOf(() => refuseRefundOf(amountMinor, payment, factsWith(given)))).toEqual(expected);
      }),
    );
  });

  it("is never given back as nothing or less", () => {
    for (const amountMinor of [0n, -1n])
      expect(refusalOf(() => refuseRefundOf(amountMinor, payment, factsWith([])))).toEqual({
        code: "invalid",
        issues: [{ path: "amountMinor", code: "too_small", message: "must be greater than zero" }],
      });
    for (const amountMinor of [1n, 1_000n])
      expect(refusalOf(() => refuseRefundOf(amountMinor, payment, factsWith([])))).toBeNull();
  });
});

describe("what can be refunded", () => {
  it("is refused with its reason where it cannot", () => {
    for (const kind of PAYMENT_KINDS)
      for (const status of PAYMENT_STATUSES)
        for (const amountMinor of [0n, 5n]) {
          const problem = refusalOf(() =>
            refuseUnlessPossible("refund", { kind, status, amountMinor, disputedMinor: 0n }),
          );
          if (problem !== null)
            expect(problem).toMatchObject({ code: "illegal_transition", from: status, to: "refunded" });
        }
    expect(
      refusalOf(() =>
        refuseUnlessPossible("refund", {
          kind: "checkout",
          status: "succeeded",
          amountMinor: 5n,
          disputedMinor: 0n,
        }),
      ),
    ).toBeNull();
    expect(
      refusalOf(() =>
        refuseUnlessPossible("refund", {
          kind: "checkout",
          status: "refunded",
          amountMinor: 0n,
          disputedMinor: 0n,
        }),
      ),
    ).toEqual({
      code: "illegal_transition",
      from: "refunded",
      to: "refunded",
      reason: "Everything has been refunded already.",
    });
  });
});

describe("the charge that is given back", () => {
  const charge = { operation: "charge", state: "succeeded", providerReference: "ch_1" } as const;

  it("is the one that succeeded", () => {
    const others = [
      { ...charge, operation: "refund", providerReference: "re_1" },
      { ...charge, state: "failed", providerReference: "ch_0" },
    ] as const;
    expect(chargeToRefund([...others, charge])).toEqual(charge);
    expect(refusalOf(() => chargeToRefund(others))).toEqual({
      code: "conflict",
      message: "No charge of this payment can be refunded.",
    });
  });

  it("is none where its provider gave it no reference", () => {
    const code = "conflict";
    expect(refusalOf(() => chargeToRefund([{ ...charge, providerReference: null }]))).toMatchObject({ code });
    expect(refusalOf(() => chargeToRefund([]))).toMatchObject({ code });
  });
});
