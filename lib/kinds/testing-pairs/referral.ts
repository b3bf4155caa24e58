import { contextOf } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { decideCommissions } from "@/lib/referrals/commissions/decide-commissions";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { refundReferralPayment } from "@/lib/referrals/payments/refund-referral-payment";
import { undoReferralPayment } from "@/lib/referrals/payments/undo-referral-payment";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { aReferral } from "@/lib/referrals/testing";
import { type Pairs, type World, wordOf } from "./pair";

const AMOUNT = 1_000n;

const operator = () => contextOf("operator");

/** A payment whose commission of a tenth is approved, and a preview of its payout that somebody looks at. */
async function paid(meetAt: "payment" | "commission"): Promise<World> {
  const { merchant, uid } = await aReferral({ hold_days: 0 });
  const idempotencyKey = newId();
  const { id } = await recordReferralPayment({
    ctx: operator(),
    input: {
      merchantId: merchant.id,
      referral_uid: uid,
      amount: AMOUNT,
      currency: "USD",
      idempotency_key: idempotencyKey,
    },
  });
  const { period, fingerprint } = await previewPayout({
    ctx: operator(),
    input: { merchantId: merchant.id },
  });
  const commissionId = await commissionOf(id);
  const reports = (status: PaymentStatus, amount = AMOUNT) => {
    const reference = newId();
    return () => {
      const input = { id, reference, createdAt: instantOf(new Date()), status, amount };
      return wordOf(addPaymentAdjustment({ ctx: operator(), input }));
    };
  };
  return {
    meetAt: { table: meetAt, ids: [meetAt === "payment" ? id : commissionId] },
    does: {
      "refunds all": () =>
        wordOf(
          refundPayment({ ctx: operator(), input: { id, amountMinor: AMOUNT, idempotencyKey: newId() } }),
        ),
      "door refunds": () =>
        wordOf(
          refundReferralPayment({ ctx: operator(), input: { idempotencyKey, merchantId: merchant.id } }),
        ),
      "undoes it": () => wordOf(undoReferralPayment({ ctx: operator(), input: { id, reason: "A slip" } })),
      "refund is reported": reports("refunded", AMOUNT),
      "dispute is reported": reports("dispute"),
      "pays out": () =>
        wordOf(
          makePayoutRun({
            ctx: operator(),
            input: { merchantId: merchant.id, period, fingerprint, idempotencyKey: newId() },
          }),
        ),
      "rejects the commission": () =>
        wordOf(
          decideCommissions({
            ctx: operator(),
            input: { to: "rejected", ids: [commissionId], reason: "Because" },
          }).then(([decision]) => decision?.outcome),
        ),
    },
    end: async () => {
      const { payment } = await getPayment({ ctx: operator(), input: { id } });
      return `${payment.status}, ${payment.amountMinor} left, commissions ${await commissionsOf(id)}`;
    },
  };
}

async function commissionOf(paymentId: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM commission WHERE payment_id = $1", [
    paymentId,
  ]);
  return rows[0]?.id ?? "";
}

async function commissionsOf(paymentId: string): Promise<string> {
  const { rows } = await pool().query<{ one: string }>(
    "SELECT concat_ws(' ', state, amount_minor) AS one FROM commission WHERE payment_id = $1 ORDER BY created_at, id",
    [paymentId],
  );
  return rows.map(({ one }) => one).join(", ");
}

const NO = "illegal_transition";

export const REFERRAL: Pairs = {
  worlds: {
    "it was paid": () => paid("payment"),
    "its payout was previewed": () => paid("commission"),
  },
  table: [
    [
      "it was paid",
      "refunds all",
      "door refunds",
      ["refunded", "done", "refunded, 0 left, commissions rejected 100"],
      ["done", NO, "refunded, 0 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "refunds all",
      "refund is reported",
      ["refunded", "amount_exceeds_remaining", "refunded, 0 left, commissions rejected 100"],
      ["done", NO, "refunded, 0 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "refunds all",
      "dispute is reported",
      ["refunded", "done", "dispute, 0 left, commissions rejected 100"],
      ["done", NO, "dispute, 1000 left, commissions approved 100"],
    ],
    [
      "it was paid",
      "refund is reported",
      "dispute is reported",
      ["done", "done", "dispute, 0 left, commissions rejected 100"],
      ["done", NO, "dispute, 1000 left, commissions approved 100"],
    ],
    [
      "it was paid",
      "door refunds",
      "door refunds",
      ["done", "done", "refunded, 0 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "undoes it",
      "undoes it",
      ["undone", "before", "cancelled, 1000 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "undoes it",
      "refunds all",
      ["undone", NO, "cancelled, 1000 left, commissions rejected 100"],
      ["refunded", NO, "refunded, 0 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "undoes it",
      "door refunds",
      ["undone", "done", "cancelled, 1000 left, commissions rejected 100"],
      ["done", NO, "refunded, 0 left, commissions rejected 100"],
    ],
    [
      "it was paid",
      "undoes it",
      "dispute is reported",
      ["undone", NO, "cancelled, 1000 left, commissions rejected 100"],
      ["done", NO, "dispute, 1000 left, commissions approved 100"],
    ],
    [
      "its payout was previewed",
      "undoes it",
      "pays out",
      ["undone", "conflict", "cancelled, 1000 left, commissions rejected 100"],
      ["done", NO, "succeeded, 1000 left, commissions paid 100"],
    ],
    [
      "its payout was previewed",
      "undoes it",
      "rejects the commission",
      ["undone", "skipped", "cancelled, 1000 left, commissions rejected 100"],
      ["decided", "undone", "cancelled, 1000 left, commissions rejected 100"],
    ],
    [
      "its payout was previewed",
      "refunds all",
      "pays out",
      ["refunded", "conflict", "refunded, 0 left, commissions rejected 100"],
      ["done", "refunded", "refunded, 0 left, commissions paid 100, approved -100"],
    ],
    [
      "its payout was previewed",
      "rejects the commission",
      "pays out",
      ["decided", "conflict", "succeeded, 1000 left, commissions rejected 100"],
      ["done", "skipped", "succeeded, 1000 left, commissions paid 100"],
    ],
    [
      "its payout was previewed",
      "refunds all",
      "rejects the commission",
      ["refunded", "skipped", "refunded, 0 left, commissions rejected 100"],
      ["decided", "refunded", "refunded, 0 left, commissions rejected 100"],
    ],
  ],
};
