import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { candidatesIn, holds, isSameAdjustment, noEarlierThan, reportedBefore } from "./reported-before";
import type { PaymentKind } from "./status";
import { aLockedPayment, NOW } from "./testing-history";

const locked = aLockedPayment({ status: "succeeded", reference: "pay_1" });
const { adjustments } = locked;
const [opening] = adjustments;

describe("an adjustment that a history holds", () => {
  it("is one of its reference and its status, whenever that happened", () => {
    expect(holds({ adjustments }, { reference: "pay_1", status: "succeeded" })).toBe(true);
    expect(holds({ adjustments }, { reference: "pay_1", status: "refunded" })).toBe(false);
    expect(holds({ adjustments }, { reference: "pay_2", status: "succeeded" })).toBe(false);
    const longer = [...adjustments, ...aLockedPayment({ status: "refunded", reference: "re_1" }).adjustments];
    expect(holds({ adjustments: longer }, { reference: "re_1", status: "refunded" })).toBe(true);
    // Each of another adjustment.
    expect(holds({ adjustments: longer }, { reference: "re_1", status: "succeeded" })).toBe(false);
    expect(holds({ adjustments: [] }, { reference: "pay_1", status: "succeeded" })).toBe(false);
  });

  it("is the same as another of its reference, instant and status", () => {
    if (!opening) throw new Error("a payment has an opening");
    expect(reportedBefore(locked, opening)).toBe(opening);
    for (const other of [
      { reference: "pay_2" },
      { status: "refunded" },
      { occurredNanos: 1 },
      instantOf(NOW),
    ] as const)
      expect([other, isSameAdjustment(opening, { ...opening, ...other })]).toEqual([other, false]);
  });

  it("is the same as one dated earlier where changes follow each other, for it was put off to the end", () => {
    if (!opening) throw new Error("a payment has an opening");
    const earlier = { ...opening, occurredAt: new Date(opening.occurredAt.getTime() - 1) };
    const later = { ...opening, occurredAt: new Date(opening.occurredAt.getTime() + 1) };
    const ofKind = (kind: PaymentKind) => ({ ...locked, payment: { ...locked.payment, kind } });
    expect(reportedBefore(ofKind("policy"), earlier)).toBe(opening);
    expect(reportedBefore(ofKind("policy"), { ...earlier, reference: "pay_2" })).toBeUndefined();
    expect(reportedBefore(ofKind("policy"), { ...earlier, status: "failed" })).toBeUndefined();
    expect(reportedBefore(ofKind("policy"), later)).toBeUndefined();
    expect(reportedBefore(ofKind("checkout"), earlier)).toBeUndefined();
    expect(noEarlierThan(earlier, adjustments)).toEqual({
      occurredAt: opening.occurredAt,
      occurredNanos: opening.occurredNanos,
    });
    expect(noEarlierThan(later, adjustments)).toBe(later);
  });

  it("is found as well among those alone that may be the same", () => {
    const instant = fc.record({
      occurredAt: fc.integer({ min: 0, max: 2 }).map((at) => new Date(NOW.getTime() + at)),
      occurredNanos: fc.integer({ min: 0, max: 1 }),
    });
    const identity = fc
      .tuple(instant, fc.constantFrom("pay_1", "pay_2"), fc.constantFrom("succeeded", "refunded"))
      .map(([at, reference, status]) => ({ ...at, reference, status }));
    const kinds = fc.constantFrom<PaymentKind>("policy", "connected");
    fc.assert(
      fc.property(kinds, fc.array(identity), identity, (kind, told, one) => {
        const payment = { ...locked.payment, kind };
        const history = told.map((each) => ({ ...adjustmentOf(), ...each }));
        const candidates = candidatesIn({ payment, adjustments: history })(one);
        const found = reportedBefore({ payment, adjustments: history }, one);
        expect(reportedBefore({ payment, adjustments: candidates }, one)).toBe(found);
        if (kind === "connected") expect(candidates.every((each) => isSameAdjustment(each, one))).toBe(true);
      }),
    );
  });
});

function adjustmentOf() {
  if (!opening) throw new Error("a payment has an opening");
  return opening;
}
