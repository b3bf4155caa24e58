import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { refundReferralPayment } from "@/lib/referrals/payments/refund-referral-payment";
import { churnReferral } from "@/lib/referrals/referrals/churn-referral";
import { convertReferral } from "@/lib/referrals/referrals/convert-referral";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { rejectReferral } from "@/lib/referrals/referrals/reject-referral";
import { searchReferrals } from "@/lib/referrals/referrals/search-referrals";
import type { Ctx } from "@/lib/verb/context";
import { commissionOfPayment } from "./commissions/commission-of-payment";
import { listCommissions } from "./commissions/list-commissions";
import { createPartner } from "./partners/create-partner";
import { getPartner } from "./partners/get-partner";
import { getPayoutRun } from "./payouts/get-payout-run";
import { ListPayoutRuns, listPayoutRuns } from "./payouts/list-payout-runs";
import { makeBankFile } from "./payouts/make-bank-file";
import { makePayoutRun } from "./payouts/make-payout-run";
import { previewPayout } from "./payouts/preview-payout";
import { referralReport } from "./report";
import { aProgramme, aReferral, ask } from "./testing";
import { aBankFile } from "./testing-bank-file";

const START = new Date("2027-01-10T12:00:00Z");
const later = (days: number): Ctx => contextOf("operator", new Date(START.getTime() + days * DAY_MS));

describe("a referral on its page", () => {
  it("is found while any of its identifiers is typed", async () => {
    const { uid, email, referralId, merchant } = await aReferral();
    const input = {
      merchantId: merchant.id,
      referral_uid: uid,
      amount: 4_900n,
      currency: "EUR",
      idempotency_key: newId(),
      subscription_id: `sub-${newId()}`,
      interval: "month" as const,
    };
    await recordReferralPayment({ ctx: contextOf("operator"), input });
    for (const q of [uid, uid.slice(0, -1).toUpperCase(), email, referralId, input.subscription_id]) {
      const found = await searchReferrals({ ctx: contextOf("viewer"), input: { q } });
      expect(found.map((each) => each.uid)).toContain(uid);
    }
    expect(await searchReferrals({ ctx: contextOf("viewer"), input: { q: "100%_nobody" } })).toEqual([]);
    const { subscriptions, payments, history } = await getReferral({
      ctx: contextOf("viewer"),
      input: { id: referralId },
    });
    expect(subscriptions).toMatchObject([
      { reference: input.subscription_id, mrrMinor: 4_900n, currency: "EUR" },
    ]);
    expect(payments).toMatchObject([{ amountMinor: 4_900n, leftMinor: 4_900n }]);
    expect(history.map(({ to }) => to)).toEqual(["paid", "converted"]);
  });

  it("keeps the interval of its subscription for a payment that leaves it out", async () => {
    const { uid, referralId, merchant } = await aReferral();
    const pay = (amount: bigint, interval?: "year") =>
      recordReferralPayment({
        ctx: contextOf("operator"),
        input: {
          merchantId: merchant.id,
          referral_uid: uid,
          amount,
          currency: "EUR",
          idempotency_key: newId(),
          subscription_id: "sub",
          interval,
        },
      });
    await pay(12_000n, "year");
    await pay(24_000n);
    const { subscriptions } = await getReferral({ ctx: contextOf("viewer"), input: { id: referralId } });
    expect(subscriptions).toMatchObject([{ interval: "year", mrrMinor: 2_000n }]);
  });
});

describe("reports", () => {
  it("count what was running at the end of each month, without the churned, the lapsed and the refunded", async () => {
    const programme = await aProgramme();
    const merchantId = programme.merchant.id;
    const before = (await referralReport({ ctx: later(85) })).mrr.filter(
      ({ currency }) => currency === "CHF",
    );
    expect(before).toEqual([]);
    const people: Record<string, { key: string }> = {};
    for (const uid of ["stays", "churns", "lapses", "refunded"]) {
      const convert = { merchantId, affiliate_slug: programme.slug, uid };
      await convertReferral({ ctx: later(0), input: convert });
      const key = newId();
      const pay = { merchantId, referral_uid: uid, amount: 12_000n, currency: "CHF", idempotency_key: key };
      const interval = uid === "lapses" ? ("month" as const) : ("year" as const);
      await recordReferralPayment({ ctx: later(0), input: { ...pay, interval } });
      people[uid] = { key };
    }
    await refundReferralPayment({
      ctx: later(1),
      input: { merchantId, idempotencyKey: people.refunded?.key ?? "" },
    });
    await churnReferral({ ctx: later(40), input: { merchantId, referral_uid: "churns" } });
    const { mrr, topPartners, commissions } = await referralReport({ ctx: later(85) });
    expect(mrr.filter(({ currency }) => currency === "CHF")).toEqual([
      { month: "2027-01", currency: "CHF", amountMinor: 14_000n },
      { month: "2027-02", currency: "CHF", amountMinor: 1_000n },
      { month: "2027-03", currency: "CHF", amountMinor: 1_000n },
      { month: "2027-04", currency: "CHF", amountMinor: 1_000n },
    ]);
    expect(topPartners.filter(({ currency }) => currency === "CHF")).toMatchObject([
      { name: "Rosa Partner", earnedMinor: 3_600n, referrals: 3 },
    ]);
    expect(commissions.filter(({ currency }) => currency === "CHF")).toEqual([
      { state: "pending", currency: "CHF", amountMinor: 3_600n, commissions: 3 },
      { state: "rejected", currency: "CHF", amountMinor: 1_200n, commissions: 1 },
    ]);
  });
});

describe("a payout for the bank", () => {
  it("has one row for each paid line, as plain decimals, and no formula", async () => {
    const programme = await aProgramme({ hold_days: 0 });
    const merchantId = programme.merchant.id;
    const slug = `slug-${newId()}`;
    const evil = await createPartner({
      ctx: later(0),
      input: { merchantId, name: "=HYPERLINK(1)", email: "evil@example.com", slug },
    });
    await ask(programme.key, "POST", "/api/v1/partnerships", {
      partner_id: evil.id,
      commission: { type: "flat", amount: 1500, currency: "jpy", recurrence: "lifetime" },
      hold_days: 0,
      referral_expiry_days: 0,
      minimum_payout: 0,
    });
    await convertReferral({ ctx: later(0), input: { merchantId, affiliate_slug: slug, uid: "u" } });
    const pay = { merchantId, referral_uid: "u", amount: 100n, currency: "EUR", idempotency_key: newId() };
    const { id: paymentId } = await recordReferralPayment({ ctx: later(0), input: pay });
    const { period, fingerprint } = await previewPayout({ ctx: later(1), input: { merchantId } });
    const input = { merchantId, period, fingerprint, idempotencyKey: fingerprint };
    const made = await makePayoutRun({ ctx: later(1), input });
    expect(await makePayoutRun({ ctx: later(1), input })).toEqual({ made: false, id: made.id });
    const admin = contextOf("admin", later(1).now);
    const { text } = await aBankFile(admin, made.id, "csv");
    expect(parse(text, { columns: true })).toMatchObject([
      {
        partner: "'=HYPERLINK(1)",
        amount: "1500",
        currency: "JPY",
        period: `${period.from}/${period.through}`,
      },
    ]);
    const { lines } = await getPayoutRun({ ctx: contextOf("viewer"), input: { id: made.id } });
    expect(lines).toMatchObject([{ outcome: "paid", amountMinor: 1_500n, commissions: 1 }]);
    expect(
      (await listPayoutRuns({ ctx: contextOf("viewer"), input: ListPayoutRuns.parse({}) })).rows.map(
        ({ id }) => id,
      ),
    ).toContain(made.id);
    const { balances } = await getPartner({ ctx: contextOf("viewer"), input: { id: evil.id } });
    expect(balances).toEqual([
      {
        currency: "JPY",
        pendingMinor: 0n,
        owedMinor: 0n,
        disputedMinor: 0n,
        paidMinor: 1_500n,
        unmarkedMinor: 1_500n,
      },
    ]);
    expect(await commissionOfPayment({ ctx: contextOf("viewer"), input: { paymentId } })).toMatchObject({
      partnerName: "=HYPERLINK(1)",
      commission: { state: "paid", clawedBackMinor: 0n },
    });
  });

  it("is refused for a day that is still to come", async () => {
    const { merchant } = await aProgramme();
    const input = {
      merchantId: merchant.id,
      period: { from: "2027-01-01", through: "2027-02-01" },
      fingerprint: "",
      idempotencyKey: newId(),
    };
    expect(await problemIn(makePayoutRun({ ctx: later(0), input }))).toMatchObject({ code: "invalid" });
  });
});

describe("a viewer", () => {
  it("reads everything and changes nothing", async () => {
    const { merchant, uid, referralId, slug } = await aReferral();
    const ctx = contextOf("viewer");
    const merchantId = merchant.id;
    const pay = { merchantId, referral_uid: uid, amount: 1n, currency: "EUR", idempotency_key: newId() };
    for (const refused of [
      recordReferralPayment({ ctx, input: pay }),
      refundReferralPayment({ ctx, input: { merchantId, idempotencyKey: "k" } }),
      churnReferral({ ctx, input: { merchantId, referral_uid: uid } }),
      rejectReferral({ ctx, input: { id: referralId } }),
      convertReferral({ ctx, input: { merchantId, affiliate_slug: slug, uid: "other" } }),
      createPartner({ ctx, input: { merchantId, name: "X", email: "x@example.com", slug: "x" } }),
      makeBankFile({ ctx, input: { id: newId(), runId: newId(), format: "csv", lines: "all", seen: [] } }),
    ]) {
      expect(await problemIn(refused)).toMatchObject({ code: "forbidden" });
    }
    await listCommissions({ ctx, input: { page: 1, per_page: 1 } });
  });
});
