import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { holds, isSameAdjustment, reportedBefore } from "./reported-before";
import { aLockedPayment, NOW } from "./testing-history";

const { adjustments } = aLockedPayment({ status: "succeeded", reference: "pay_1" });
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
    expect(reportedBefore(adjustments, opening)).toBe(opening);
    for (const other of [
      { reference: "pay_2" },
      { status: "refunded" },
      { occurredNanos: 1 },
      instantOf(NOW),
    ] as const)
      expect([other, isSameAdjustment(opening, { ...opening, ...other })]).toEqual([other, false]);
  });
});
