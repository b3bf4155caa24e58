import { afterAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aLink } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { getPayment } from "@/lib/payments/get-payment";
import { NOTHING_MOVED } from "@/lib/payments/money-moved";
import { getOverview, OVERVIEW_BASES } from "@/lib/payments/overview";
import { commissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import { decideCommissions } from "@/lib/referrals/commissions/decide-commissions";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { churnReferral } from "@/lib/referrals/referrals/churn-referral";
import { expireReferrals } from "@/lib/referrals/referrals/expire-referrals";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { referralReport } from "@/lib/referrals/report";
import { aPayment, aReferral, ask, historyOf, TERMS } from "@/lib/referrals/testing";
import type { Ctx } from "@/lib/verb/context";
import { recordReferralPayment } from "./record-referral-payment";
import { undoReferralPayment } from "./undo-referral-payment";

const NOW = new Date();
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const REASON = "The wrong customer";

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

type Programme = Awaited<ReturnType<typeof aReferral>>;
type Recorded = Parameters<typeof recordReferralPayment>[0]["input"];

async function pay({ merchant, uid }: Programme, more: Partial<Recorded> = {}, at = NOW): Promise<string> {
  const { id } = await recordReferralPayment({
    ctx: contextOf("operator", at),
    input: {
      ...{ merchantId: merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" },
      idempotency_key: newId(),
      ...more,
    },
  });
  return id;
}

const undo = (id: string, ctx: Ctx = contextOf("operator", NOW)) =>
  undoReferralPayment({ ctx, input: { id, reason: REASON } });

const referralOf = async ({ referralId }: Programme) =>
  (await getReferral({ ctx: contextOf("viewer", NOW), input: { id: referralId } })).referral;

const commissionOf = async (paymentId: string) =>
  (await commissionOfPayment({ ctx: contextOf("viewer", NOW), input: { paymentId } }))?.commission;

/** A reader who is bound to the programme's merchant, so that only its money is seen. */
function boundTo({ merchant }: Programme): Ctx {
  const key = { type: "apiKey", id: newId(), label: "Reader", merchantId: merchant.id } as const;
  return { actor: { ...key, scopes: ["payments:read"] }, requestId: newId(), now: NOW };
}

describe("a referral payment that was recorded by mistake", () => {
  it("is undone by an adjustment that says who and why, and counts nowhere", async () => {
    const programme = await aReferral();
    const subscription = { subscription_id: "sub", interval: "month", interval_count: 1n } as const;
    const id = await pay(programme, { ...subscription, paidAt: ago(3) });
    const ctx = contextOf("operator", NOW);
    expect(await undo(id, ctx)).toMatchObject({ outcome: "undone", payment: { status: "cancelled" } });

    const { payment, adjustments, audit } = await getPayment({ ctx, input: { id } });
    expect(payment).toMatchObject({ ...NOTHING_MOVED, status: "cancelled", stage: "cancelled", version: 2 });
    const [first, undone] = adjustments;
    expect(first).toMatchObject({ status: "succeeded", amountMinor: 4_900n });
    expect(undone).toMatchObject({ status: "cancelled", reason: REASON, actorLabel: ctx.actor.label });
    expect(audit.map(({ action }) => action)).toContain("payment.undone");

    expect(await commissionOf(id)).toMatchObject({ state: "rejected" });
    const { mrr, commissions } = await referralReport({ ctx: boundTo(programme) });
    expect(mrr).toEqual([]);
    expect(commissions.map(({ state }) => state)).toEqual(["rejected"]);
    for (const basis of OVERVIEW_BASES) {
      const input = { days: 7, timeZone: "UTC", basis } as const;
      const { currencies, success } = await getOverview({ ctx: boundTo(programme), input });
      expect(currencies.map(({ collectedMinor }) => collectedMinor).filter((each) => each !== 0n)).toEqual(
        [],
      );
      expect(success).toEqual({ paid: 0, tried: 0 });
    }
  });

  it("leaves what was collected on the day it is undone, or, by the payment's day, on that day", async () => {
    const programme = await aReferral();
    const id = await pay(programme, { paidAt: ago(3) });
    await undo(id);
    const days = async (basis: (typeof OVERVIEW_BASES)[number]) => {
      const input = { days: 7, timeZone: "UTC", basis } as const;
      const { currencies } = await getOverview({ ctx: boundTo(programme), input });
      return currencies.flatMap((each) => each.days.flatMap((day) => day.collectedMinor || []));
    };
    expect(await days("event")).toEqual([4_900n, -4_900n]);
    expect(await days("payment")).toEqual([]);
  });

  it("leaves its referral what it was without it: not paid, or still churned", async () => {
    const programme = await aReferral();
    const first = await pay(programme);
    await undo(first);
    expect(await referralOf(programme)).toMatchObject({ state: "converted", firstPaidAt: null });

    await pay(programme);
    const by = { merchantId: programme.merchant.id, referral_uid: programme.uid };
    await churnReferral({ ctx: contextOf("operator", NOW), input: by });
    await undo(await pay(programme));
    expect((await referralOf(programme)).state).toBe("churned");
    expect(await historyOf(programme.referralId)).toEqual([
      ...["converted", "paid", "converted", "paid"],
      ...["churned", "paid", "churned"],
    ]);
  });

  it("leaves a referral paid that has paid before or since", async () => {
    const programme = await aReferral();
    const first = await pay(programme, { paidAt: ago(9) });
    await pay(programme, { paidAt: ago(2) });
    await undo(first);
    expect(await referralOf(programme)).toMatchObject({ state: "paid", firstPaidAt: ago(2) });
    await undo(await pay(programme));
    expect(await referralOf(programme)).toMatchObject({ state: "paid", firstPaidAt: ago(2) });
  });

  it("lets the right one be the first payment, which alone earns", async () => {
    const commission = { ...TERMS.commission, recurrence: "first_payment" };
    const programme = await aReferral({ commission });
    await undo(await pay(programme, { amount: 9_000n }));
    expect(await commissionOf(await pay(programme))).toMatchObject({ state: "pending", amountMinor: 490n });
  });

  it("takes no time from a referral that would expire", async () => {
    const programme = await aReferral({ referral_expiry_days: 10 });
    const id = await pay(programme);
    const later = new Date(NOW.getTime() + 30 * DAY_MS);
    await undo(id, contextOf("operator", later));
    await expireReferrals({ ctx: contextOf("operator", later) });
    const referral = await referralOf(programme);
    expect(referral.state).toBe("converted");
    expect(referral.expiresAt && referral.expiresAt > new Date(later.getTime() + 9 * DAY_MS)).toBe(true);
    await pay(programme, {}, later);
  });

  it("takes its subscription with it, or gives it back the interval it had", async () => {
    const programme = await aReferral();
    const of = { subscription_id: "sub" };
    await pay(programme, { ...of, interval: "month", interval_count: 3n });
    const wrong = await pay(programme, { ...of, interval: "year" });
    const other = await pay(programme, { subscription_id: "mistyped", interval: "year" });
    await undo(wrong);
    await undo(other);
    const { subscriptions } = await getReferral({
      ctx: contextOf("viewer"),
      input: { id: programme.referralId },
    });
    expect(subscriptions).toMatchObject([{ reference: "sub", interval: "month", intervalCount: 3n }]);
  });
});

describe("undoing", () => {
  it("is refused to a viewer, and finds no payment of another merchant's or kind", async () => {
    const programme = await aReferral();
    const id = await pay(programme);
    expect(await problemIn(undo(id, contextOf("viewer")))).toMatchObject({ code: "forbidden" });
    const elsewhere = boundTo(await aReferral());
    const ctx: Ctx = {
      ...elsewhere,
      actor: { ...elsewhere.actor, scopes: ["payments:write"] } as Ctx["actor"],
    };
    expect(await problemIn(undo(id, ctx))).toMatchObject({ code: "not_found" });
    expect(await problemIn(undo((await aLink()).id))).toMatchObject({ code: "not_found" });
  });

  it("changes nothing the second time, whoever asks and for whatever reason", async () => {
    const id = await pay(await aReferral());
    await undo(id);
    expect(await undo(id)).toMatchObject({ outcome: "before", payment: { version: 2 } });
    expect(await changesOf(id)).toBe(2);
  });

  it("is done once by ten at one moment", async () => {
    const id = await pay(await aReferral());
    const results = await Promise.all(Array.from({ length: 10 }, () => undo(id)));
    expect(results.filter(({ outcome }) => outcome === "undone")).toHaveLength(1);
    expect(await changesOf(id)).toBe(2);
  });

  it("leaves its key used up, and nothing for the door to refund", async () => {
    const programme = await aReferral();
    const body = aPayment(programme.uid);
    const { body: answer } = await ask(programme.key, "POST", "/api/v1/payments", body);
    await undo(answer.data?.id ?? "");
    expect((await ask(programme.key, "POST", "/api/v1/payments", body)).status).toBe(400);
    const refund = { payment_id: body.idempotency_key };
    expect((await ask(programme.key, "POST", "/api/v1/refunds", refund)).body).toEqual({ message: "ok" });
    const shown = await ask(programme.key, "GET", `/api/v1/payments/${answer.data?.id}`);
    expect(shown.body).toEqual(answer);
    expect(
      await changesOf(
        (await getPayment({ ctx: contextOf("viewer"), input: { id: answer.data?.id ?? "" } })).payment.id,
      ),
    ).toBe(2);
  });

  it("is refused once its commission is in a payout, and says to refund it", async () => {
    const programme = await aReferral();
    const id = await pay(programme);
    const commission = await commissionOf(id);
    const ctx = contextOf("operator", NOW);
    await decideCommissions({ ctx, input: { to: "approved", ids: [commission?.id ?? ""] } });
    const merchantId = programme.merchant.id;
    const { period, fingerprint } = await previewPayout({ ctx, input: { merchantId } });
    await makePayoutRun({ ctx, input: { merchantId, period, fingerprint, idempotencyKey: newId() } });
    const problem = await problemIn(undo(id));
    expect(problem).toMatchObject({
      code: "illegal_transition",
      reason: expect.stringMatching(/in a payout .* Refund the payment/),
    });
    expect(await changesOf(id)).toBe(1);
    expect((await referralOf(programme)).state).toBe("paid");
  });

  it.each(["refunded", "dispute"] as const)("is refused of a payment that was %s", async (status) => {
    const id = await pay(await aReferral());
    const ctx = contextOf("operator");
    if (status === "refunded")
      await refundPayment({ ctx, input: { id, amountMinor: 100n, idempotencyKey: newId() } });
    else {
      const report = { id, reference: newId(), createdAt: instantOf(new Date()), status, amount: 100n };
      await addPaymentAdjustment({ ctx, input: report });
    }
    const problem = await problemIn(undo(id));
    expect(problem).toMatchObject({
      code: "illegal_transition",
      reason: expect.stringContaining("nothing has become"),
    });
    expect(await changesOf(id)).toBe(2);
  });

  it("cannot be reported by anybody, nor done as a cancellation", async () => {
    const id = await pay(await aReferral());
    const ctx = contextOf("operator");
    const report = {
      id,
      reference: newId(),
      createdAt: instantOf(new Date()),
      status: "cancelled",
      amount: 1n,
    } as const;
    expect(await problemIn(addPaymentAdjustment({ ctx, input: report }))).toMatchObject({
      code: "illegal_transition",
    });
    const { steps } = await getPayment({ ctx, input: { id } });
    expect(steps.map(({ step, allowed }) => [step, allowed])).toEqual([
      ["cancel", false],
      ["refund", true],
      ["undo", true],
    ]);
  });
});

async function changesOf(id: string): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    "SELECT count(*)::int AS n FROM adjustment WHERE payment_id = $1",
    [id],
  );
  return row?.n ?? 0;
}
