import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { refundReferralPayment } from "@/lib/referrals/payments/refund-referral-payment";
import { aReferral } from "@/lib/referrals/testing";
import { addPaymentAdjustment } from "./add-payment-adjustment";
import { refundPayment } from "./refund-payment";

// A dispute that was lost takes what it was about. What it was not about is the merchant's still, to be given back.

const ctx = contextOf("operator");

async function aPaidLink() {
  const link = await aLink({ merchantId: (await aMerchant()).id, amount: 10_000n });
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  return { id: link.id, refundAll: () => refundPayment({ ctx, input: refundOf(link.id) }) };
}

async function aReferralPayment() {
  const { merchant, uid } = await aReferral();
  const idempotencyKey = newId();
  const what = { amount: 10_000n, currency: "EUR", idempotency_key: idempotencyKey };
  const { id } = await recordReferralPayment({
    ctx,
    input: { merchantId: merchant.id, referral_uid: uid, ...what },
  });
  const refundAll = () => refundReferralPayment({ ctx, input: { idempotencyKey, merchantId: merchant.id } });
  return { id, refundAll };
}

const refundOf = (id: string, amountMinor?: bigint) => ({
  id,
  idempotencyKey: newId(),
  ...(amountMinor !== undefined && { amountMinor }),
});

const report = (id: string, status: PaymentStatus, amount: bigint) =>
  addPaymentAdjustment({
    ctx,
    input: { id, reference: newId(), createdAt: instantOf(new Date()), status, amount },
  });

const moneyOf = async (id: string) => {
  const { payment } = await getPayment({ ctx, input: { id } });
  const { status, refundedMinor, disputedMinor } = payment;
  return { status, refundedMinor, disputedMinor };
};

it.each([
  ["checkout", aPaidLink],
  ["referral", aReferralPayment],
])("what a lost dispute of a %s payment was not about can be refunded, and no more", async (_, make) => {
  const { id, refundAll } = await make();
  await report(id, "dispute", 4_000n);
  await expect(refundAll()).rejects.toMatchObject({ problem: { code: "illegal_transition" } });
  await report(id, "dispute_lost", 4_000n);
  const tooMuch = refundPayment({ ctx, input: refundOf(id, 6_001n) });
  await expect(tooMuch).rejects.toMatchObject({
    problem: { code: "amount_exceeds_remaining", remainingMinor: 6_000n },
  });
  await refundPayment({ ctx, input: refundOf(id, 1_000n) });
  await refundAll();
  expect(await moneyOf(id)).toEqual({ status: "dispute_lost", refundedMinor: 6_000n, disputedMinor: 4_000n });
  await expect(refundPayment({ ctx, input: refundOf(id) })).rejects.toMatchObject({
    problem: { code: "illegal_transition", reason: expect.stringContaining("nothing to refund") },
  });
  expect(await findViolations()).toEqual([]);
});

it.each([
  ["checkout", aPaidLink],
  ["referral", aReferralPayment],
])("nothing of a %s payment that was lost whole can be refunded", async (_, make) => {
  const { id, refundAll } = await make();
  await report(id, "dispute", 10_000n);
  await report(id, "dispute_lost", 10_000n);
  await expect(refundAll()).rejects.toMatchObject({ problem: { code: "illegal_transition" } });
  await expect(refundPayment({ ctx, input: refundOf(id, 1n) })).rejects.toMatchObject({
    problem: { code: "illegal_transition" },
  });
  expect(await moneyOf(id)).toEqual({ status: "dispute_lost", refundedMinor: 0n, disputedMinor: 10_000n });
});

it("no more is reported back of a referral payment than its lost dispute left", async () => {
  const { id } = await aReferralPayment();
  await report(id, "dispute", 4_000n);
  await report(id, "dispute_lost", 4_000n);
  await expect(report(id, "refunded", 6_001n)).rejects.toMatchObject({
    problem: { code: "amount_exceeds_remaining", remainingMinor: 6_000n },
  });
  await report(id, "refunded", 6_000n);
  expect(await moneyOf(id)).toMatchObject({ refundedMinor: 6_000n, disputedMinor: 4_000n });
});

it("a payment that was refunded before it was lost has lost both", async () => {
  const { id } = await aPaidLink();
  await refundPayment({ ctx, input: refundOf(id, 3_000n) });
  await report(id, "dispute", 10_000n);
  await report(id, "dispute_lost", 10_000n);
  expect(await moneyOf(id)).toMatchObject({ refundedMinor: 3_000n, disputedMinor: 10_000n });
  expect(await findViolations()).toEqual([]);
});
