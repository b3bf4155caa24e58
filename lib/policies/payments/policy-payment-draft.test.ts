import { describe, expect, it } from "vitest";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { BUILT_IN_CONNECTORS } from "@/lib/payments/record-payments";
import { aPolicy, aPremium, NOW } from "@/lib/policies/testing-rules";
import type { Ctx } from "@/lib/verb/context";
import type { PremiumCharge } from "./charge";
import { actionDateOf, chargesFit, movedMinor, toPaymentDraft } from "./policy-payment-draft";

const ctx: Ctx = {
  actor: { type: "apiKey", id: "key", label: "Key", scopes: [], merchantId: "merchant" },
  requestId: "q",
  now: NOW,
};
const FEE: PremiumCharge = { type: "fixed", name: "Fee", description: "", amount: "250" };
const REST: PremiumCharge = { type: "balance", name: "Risk premium", description: "", amount: null };
const charged = aPolicy({ charges: [FEE, REST] });
const later = new Date("2026-12-01T00:00:00Z");

describe("a policy payment as the core records it", () => {
  it("is of its policy's merchant and currency, found by its policy, holder and reference", () => {
    const premium = aPremium({ policy: charged, retryOf: "original", retryNumber: 2, billingDate: later });
    expect(toPaymentDraft(ctx, premium)).toEqual({
      id: premium.id,
      kind: "policy",
      merchantId: "merchant",
      connectorId: BUILT_IN_CONNECTORS.policy,
      reference: premium.id,
      type: "PAY-IN",
      category: "premium",
      scheme: "unknown",
      currency: "ZAR",
      precision: 2,
      amountMinor: 1_000n,
      status: "failed",
      occurredAt: NOW,
      failureCode: "insufficient_funds",
      customerId: null,
      merchantReference: "ext-1",
      description: "November",
      idempotencyKey: "key",
      metadata: {},
      search: ["POL-1", "Thandi", "ext-1", "November"],
      reason: "as it was",
      raw: { failureReason: "No funds", failureAction: "allow_retry" },
      detail: {
        policy_id: charged.id,
        payment_method_id: "method",
        signed_amount_minor: "1000",
        net_amount_minor: "750",
        charges: [
          { ...FEE, calculated: "250" },
          { ...REST, calculated: "750" },
        ],
        payment_type: "premium",
        premium_type: "recurring",
        collection_type: "card",
        payment_date: NOW,
        billing_date: later,
        action_date: later,
        external_reference: "ext-1",
        original_id: "original",
        retry_of: "original",
        retry_number: 2,
        reversal_of: null,
        failure_reason: "No funds",
        failure_action: "allow_retry",
        finalized_at: NOW,
        finalized_by: { type: "api_key", id: "key", owner_id: "merchant" },
        live: false,
        due_at: null,
      },
    });
  });

  it("is worth its amount without the sign, which its own columns keep", () => {
    const reversal = aPremium({ policy: charged, paymentType: "reversal", amountMinor: -1_000n });
    expect(toPaymentDraft(ctx, reversal)).toMatchObject({
      type: "PAYOUT",
      amountMinor: 1_000n,
      detail: {
        signed_amount_minor: "-1000",
        net_amount_minor: "-750",
        charges: [{ calculated: "-250" }, { calculated: "-750" }],
      },
    });
  });

  it.each([
    ["premium", "PAY-IN", true],
    ["reversal", "PAYOUT", true],
    ["other", "OTHER", false],
    ["claim_payout", "PAYOUT", false],
    ["premium_refund", "PAYOUT", false],
  ] as const)("of type %s is a %s, with the policy's charges: %s", (paymentType, type, withCharges) => {
    const draft = toPaymentDraft(ctx, aPremium({ policy: charged, paymentType }));
    expect(draft.type).toBe(type);
    expect(draft.detail.charges).toHaveLength(withCharges ? 2 : 0);
    expect(draft.detail.net_amount_minor).toBe(withCharges ? "750" : "1000");
  });

  it.each([
    ["pending", { live: true, due_at: NOW, finalized_by: null }],
    ["submitted", { live: true, due_at: null, finalized_by: null }],
    ["processing", { live: true, due_at: null, finalized_by: null }],
    ["succeeded", { live: true, due_at: null, finalized_by: { type: "api_key" } }],
    ["failed", { live: false, due_at: null, finalized_by: { type: "api_key" } }],
    ["cancelled", { live: false, due_at: null, finalized_by: null }],
  ] as const)("that is %s is due, under way or over", (status, expected) => {
    expect(toPaymentDraft(ctx, aPremium({ status })).detail).toMatchObject(expected);
  });

  it("is the first of its chain where it retries none", () => {
    const premium = aPremium();
    expect(toPaymentDraft(ctx, premium).detail).toMatchObject({ original_id: premium.id, retry_of: null });
  });

  it("gives the failure's reason where there is no other, and keeps nothing raw where nothing failed", () => {
    expect(toPaymentDraft(ctx, aPremium({ reason: null })).reason).toBe("No funds");
    expect(toPaymentDraft(ctx, aPremium({ failureAction: null })).raw).toEqual({});
  });
});

it("moves the money on the billing date, else on the payment date", () => {
  expect(actionDateOf({ billingDate: later, paymentDate: NOW })).toBe(later);
  expect(actionDateOf({ billingDate: null, paymentDate: NOW })).toBe(NOW);
});

describe("what is left after the charges", () => {
  const fits = (fee: bigint, amountMinor: bigint) =>
    chargesFit(aPremium({ policy: aPolicy({ charges: [{ ...FEE, amount: String(fee) }] }), amountMinor }));

  it("fits as long as it can be kept, either side of zero", () => {
    expect(fits(0n, AMOUNT_MINOR_MAX)).toBe(true);
    expect(fits(AMOUNT_MINOR_MAX, 0n)).toBe(true);
    expect(fits(AMOUNT_MINOR_MAX + 1n, 1n)).toBe(true);
    expect(fits(AMOUNT_MINOR_MAX + 1n, 0n)).toBe(false);
    expect(fits(1n, -AMOUNT_MINOR_MAX)).toBe(true);
    expect(fits(AMOUNT_MINOR_MAX + 2n, -AMOUNT_MINOR_MAX + 1n)).toBe(true);
    expect(fits(0n, AMOUNT_MINOR_MAX + 1n)).toBe(false);
    expect(fits(0n, -AMOUNT_MINOR_MAX)).toBe(true);
    expect(fits(0n, -AMOUNT_MINOR_MAX - 1n)).toBe(false);
  });
});

it.each([
  ["premium", 5n, 5n],
  ["other", 5n, 5n],
  ["claim_payout", 5n, -5n],
  ...(["reversal", "premium_refund"] as const).flatMap(
    (type) =>
      [
        [type, 5n, -5n],
        [type, -5n, -5n],
      ] as const,
  ),
] as const)("a %s of %s moves %s", (paymentType, amountMinor, moved) => {
  expect(movedMinor({ paymentType, amountMinor })).toBe(moved);
});
