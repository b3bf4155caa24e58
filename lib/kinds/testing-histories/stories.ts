import { contextOf } from "@/lib/auth/testing/contexts";
import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { createPolicyPayment } from "@/lib/policies/payments/create-policy-payment";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import { anInsurer } from "@/lib/policies/testing";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { undoReferralPayment } from "@/lib/referrals/payments/undo-referral-payment";
import { aReferral } from "@/lib/referrals/testing";
import { chosen, type Ledger, type Money, type Plan } from "./ledger";

/** Lives one payment, and writes down what it should come to. */
export type Story = (ledger: Ledger, plan: Plan) => Promise<void>;

const operator = (now: Date) => contextOf("operator", now);
const partOf = ({ amountMinor, quarters }: Plan) => (amountMinor * quarters) / 4n;

type Write = (at: Date, netMinor: bigint) => void;

/** What of a payment's money is refunded, and whether the connector does it. */
async function refund(
  ledger: Ledger,
  write: Write,
  id: string,
  at: Date,
  amountMinor: bigint,
): Promise<void> {
  const input = { id, amountMinor, idempotencyKey: newId() };
  const result = await ledger.done(refundPayment({ ctx: operator(at), input }));
  if (result?.outcome === "refunded") write(at, -amountMinor);
}

/** A dispute of a part, and how it is decided, if it is. */
async function dispute(ledger: Ledger, write: Write, id: string, plan: Plan): Promise<void> {
  const [, , opened, decided] = plan.moments;
  const amount = partOf(plan);
  const report = (status: PaymentStatus, at: Date) => {
    const input = { id, reference: newId(), createdAt: instantOf(at), status, amount };
    return ledger.done(addPaymentAdjustment({ ctx: operator(at), input }));
  };
  if (!(await report("dispute", opened))) return;
  write(opened, -amount);
  const decision = chosen([null, "dispute_won", "dispute_lost"] as const, plan.choices[2]);
  if (decision && (await report(decision, decided)) && decision === "dispute_won") write(decided, amount);
}

/** What becomes of money that has arrived by a link or was recorded: nothing, refunds, a dispute. */
async function afterwards(ledger: Ledger, write: Write, id: string, plan: Plan): Promise<void> {
  const [, , then, last] = plan.moments;
  const part = partOf(plan);
  switch (chosen(["nothing", "one refund", "two refunds", "dispute"] as const, plan.choices[1])) {
    case "nothing":
      return;
    case "one refund":
      return refund(ledger, write, id, then, part);
    case "two refunds":
      await refund(ledger, write, id, then, part);
      // Refused where the first has taken more than half.
      return refund(ledger, write, id, last, part);
    case "dispute":
      return dispute(ledger, write, id, plan);
  }
}

/** A link that is paid with one card or another. */
export async function checkoutStory(): Promise<Story> {
  const merchantId = (await aMerchant()).id;
  return async (ledger, plan) => {
    const [createdAt] = plan.moments;
    const currency = chosen(["EUR", "GBP", "USD"] as const, plan.choices[2]);
    const { payment } = await createCheckoutPayment({
      ctx: operator(createdAt),
      input: { amount: plan.amountMinor, currency, merchantId, savePaymentMethod: false },
    });
    const { id, token } = payment;
    const write = ledger.open({ id, merchantId, currency, precision: 2, direction: "in", createdAt });
    // A link is paid while it is open, and before anything else may become of it.
    const paidAt = new Date(Math.min(plan.moments[1].getTime(), createdAt.getTime() + 28 * 86_400_000));
    const card = chosen(
      ["sbx_success", "sbx_success", "sbx_refund_fails", "sbx_generic_decline"] as const,
      plan.choices[0],
    );
    const method = { type: "card", card: cardOf(card), saveMethod: false } as const;
    const result = await payCheckout({ ctx: customerOf(id, paidAt), input: { token, method } });
    if (result.outcome !== "succeeded") return;
    write(paidAt, plan.amountMinor);
    await afterwards(ledger, write, id, plan);
  };
}

/** Premiums, claim payouts and premium refunds: paid at once, later or never; returned or reversed afterwards. */
export async function policyStory(): Promise<Story> {
  const insurer = await anInsurer();
  const { merchantId, policyId } = insurer;
  const money = { merchantId, currency: "ZAR", precision: 2 };
  return async (ledger, { moments, amountMinor, choices }) => {
    const [createdAt, settledAt, , last] = moments;
    const type = chosen(["premium", "premium", "claim_payout", "premium_refund"] as const, choices[0]);
    const begins = chosen(["successful", "pending", "failed"] as const, choices[1]);
    const body = insurer.body(begins, {
      payment_type: type,
      amount: Number(amountMinor),
      payment_date: (begins === "pending" ? settledAt : createdAt).toISOString().slice(0, 10),
      ...(type !== "premium" && { premium_type: undefined }),
      ...(begins !== "pending" && { finalized_at: createdAt.toISOString() }),
    });
    const made = await ledger.done(
      createPolicyPayment({ ctx: operator(createdAt), input: { policyId, body } }),
    );
    if (!made) return;
    const { id } = made;
    const direction = type === "premium" ? ("in" as const) : ("out" as const);
    const write = ledger.open({ id, ...money, direction, createdAt });
    const netMinor = direction === "in" ? amountMinor : -amountMinor;
    const report = async (change: Record<string, unknown>, at: Date) => {
      const input = { id, body: { payment_id: id, ...change } };
      return ledger.done(updatePolicyPayment({ ctx: operator(at), input }));
    };
    if (begins === "failed") return;
    if (begins === "pending" && !(await report({ status: "successful" }, settledAt))) return;
    const arrivedAt = begins === "pending" ? settledAt : createdAt;
    write(arrivedAt, netMinor);
    switch (chosen(["nothing", "returned", "reversed"] as const, choices[2])) {
      case "nothing":
        return;
      case "returned": {
        // A debit order may be returned for five days.
        const at = new Date(arrivedAt.getTime() + (last.getTime() % (60 * 3_600_000)));
        const failed = { status: "failed", failure_reason: "Returned", failure_action: "block_retry" };
        if (at <= last && (await report(failed, at))) write(at, -netMinor);
        return;
      }
      case "reversed": {
        if (type !== "premium") return;
        const reversal = await ledger.done(reversePolicyPayment({ ctx: operator(last), input: { id } }));
        if (!reversal) return;
        const of = { id: reversal.id, ...money, direction: "out" as const, createdAt: last };
        ledger.open(of)(last, -amountMinor);
      }
    }
  };
}

const MONEY: [Money, ...Money[]] = [
  ["EUR", 2],
  ["JPY", 0],
  ["KWD", 3],
];

/** What referred customers paid: recorded on the day or later, refunded, disputed, undone. */
export async function referralStory(): Promise<Story> {
  const { merchant, uid } = await aReferral();
  return async (ledger, plan) => {
    const [paidAt, recordedAt, then] = plan.moments;
    const { amountMinor, choices } = plan;
    const [currency, precision] = chosen(MONEY, choices[2]);
    const { id } = await recordReferralPayment({
      ctx: operator(recordedAt),
      input: {
        ...{ merchantId: merchant.id, referral_uid: uid, amount: amountMinor, currency },
        ...{ idempotency_key: newId(), paidAt },
      },
    });
    const of = { id, merchantId: merchant.id, currency, precision, createdAt: paidAt };
    const write = ledger.open({ ...of, direction: "in" });
    write(paidAt, amountMinor);
    if (choices[0] % 3 > 0) return afterwards(ledger, write, id, plan);
    const input = { id, reason: "Recorded twice" };
    if (await ledger.done(undoReferralPayment({ ctx: operator(then), input }))) write(then, -amountMinor);
  };
}
