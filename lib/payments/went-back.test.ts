import { describe, expect, it } from "vitest";
import { wentBackMinor } from "./money-moved";

const step = (
  status: "succeeded" | "refunded" | "refund_reversed",
  amountMinor: bigint | null,
  opening = false,
) => ({
  ...{ status, amountMinor, opening },
});

describe("what went back of a payment", () => {
  it("is its refunds, less those that were reversed", () => {
    const history = [
      step("succeeded", 7_000n, true),
      step("refunded", 2_000n),
      step("refund_reversed", 500n),
    ];
    expect(wentBackMinor(history)).toBe(1_500n);
  });

  it("is nothing of a payment that is only recorded as refunded, and of a step without an amount", () => {
    expect(wentBackMinor([step("refunded", 2_000n, true), step("refunded", null)])).toBe(0n);
  });
});
