import { describe, expect, it } from "vitest";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { whyInState } from "./why";

const words = {
  when: (at: Date) => at.toISOString().slice(0, 10),
  money: (minor: bigint) => `£${Number(minor) / 100}`,
};

function detailOf(payment: object, adjustment: object = {}): PaymentDetail {
  return {
    payment: {
      initialAmountMinor: 1_800n,
      amountMinor: 1_800n,
      failureCode: null,
      cardLast4: null,
      ...payment,
    },
    adjustments: [{ actorType: "user", actorLabel: "Maya", reason: null, ...payment, ...adjustment }],
    link: { expiresAt: new Date("2026-03-01T00:00:00Z") },
  } as unknown as PaymentDetail;
}

describe("why a payment is in its state", () => {
  it.each(PAYMENT_STATUSES)("is said in a sentence for %s", (status) => {
    expect(whyInState(detailOf({ status }), words)).toMatch(/^[A-Z£].+\.$/);
  });

  it("names what the bank said of the last attempt", () => {
    expect(whyInState(detailOf({ status: "pending", failureCode: "expired_card" }), words)).toBe(
      "The last attempt was declined: the card has expired. The customer may try again.",
    );
  });

  it("says how much went back and how much is left", () => {
    const detail = detailOf({ status: "refunded", amountMinor: 1_400n }, { reason: "Damaged." });
    expect(whyInState(detail, words)).toBe("£4 went back to the customer. £14 is left. Reason: Damaged.");
  });

  it("names who cancelled it, and for what", () => {
    const detail = detailOf({ status: "cancelled" }, { reason: "Ordered twice." });
    expect(whyInState(detail, words)).toBe("Cancelled by Maya. Reason: Ordered twice.");
  });
});
