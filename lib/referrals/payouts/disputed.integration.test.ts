import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import type { PaymentStatus } from "@/lib/payments/status";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { aReferral } from "@/lib/referrals/testing";
import { previewPayout } from "./preview-payout";

it("pays no commission of a payment that is disputed or whose dispute was lost, and pays it once it is won", async () => {
  const { merchant, uid } = await aReferral({ hold_days: 0 });
  const ctx = contextOf("operator");
  const { id } = await recordReferralPayment({
    ctx,
    input: {
      merchantId: merchant.id,
      referral_uid: uid,
      amount: 1_000n,
      currency: "USD",
      idempotency_key: newId(),
    },
  });
  const due = async () => {
    const { lines } = await previewPayout({ ctx: contextOf("operator"), input: { merchantId: merchant.id } });
    return lines.map(({ amountMinor }) => amountMinor);
  };
  const report = (status: PaymentStatus) => {
    const input = { id, reference: newId(), createdAt: instantOf(new Date()), status, amount: 1_000n };
    return addPaymentAdjustment({ ctx: contextOf("operator"), input });
  };
  expect(await due()).toEqual([100n]);
  await report("dispute");
  expect(await due()).toEqual([]);
  await report("dispute_won");
  expect(await due()).toEqual([100n]);
  await report("dispute");
  await report("dispute_lost");
  expect(await due()).toEqual([]);
});
