import { describe, expect, it } from "vitest";
import { paymentStatus } from "./payment-status";

describe("the badge of a payment", () => {
  const whole = { initialAmountMinor: 1_800n, amountMinor: 1_800n };
  const part = { initialAmountMinor: 1_800n, amountMinor: 1_300n };
  const none = { initialAmountMinor: 1_800n, amountMinor: 0n };

  it.each([
    [{ kind: "checkout", status: "refunded", ...part }, "partially_refunded"],
    [{ kind: "checkout", status: "refunded", ...none }, "refunded"],
    [{ kind: "policy", status: "succeeded", ...whole }, "succeeded"],
    [{ kind: "policy", status: "succeeded", ...part }, "partially_refunded"],
    [{ kind: "policy", status: "succeeded", ...none }, "refunded"],
    [{ kind: "policy", status: "succeeded", ...whole, reversed: true }, "given_back"],
    [{ kind: "policy", status: "failed", ...part }, "failed"],
    [{ kind: "connected", status: "succeeded", ...part }, "succeeded"],
    [{ kind: "referral", status: "cancelled", ...whole }, "undone"],
    [{ kind: "checkout", status: "cancelled", ...whole }, "cancelled"],
  ] as const)("of %o is %s", (payment, expected) => {
    expect(paymentStatus(payment)).toBe(expected);
  });
});
