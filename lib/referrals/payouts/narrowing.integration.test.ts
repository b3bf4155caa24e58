import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { DAY_MS } from "@/lib/durations";
import { newId, readAnyId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { aConversion, anotherPartner, aProgramme } from "@/lib/referrals/testing";
import type { Ctx } from "@/lib/verb/context";
import { getPayoutRun } from "./get-payout-run";
import { makePayoutRun } from "./make-payout-run";
import { dayOf, type Period } from "./period";
import { previewEveryPayout } from "./preview-every-payout";
import { previewPayout } from "./preview-payout";

const START = new Date("2027-03-01T12:00:00Z");
const AT_ONCE = { hold_days: 0, referral_expiry_days: 0 };
const onDay = (days: number): Ctx => contextOf("operator", new Date(START.getTime() + days * DAY_MS));
const day = (days: number) => dayOf(onDay(days).now);
const days = (from: number, through: number): Period => ({ from: day(from), through: day(through) });

/** Earns a tenth of `amount` for the programme's partner, approved on that very day. */
async function earn(
  programme: Parameters<typeof aConversion>[0],
  merchantId: string,
  at: number,
  amount: bigint,
) {
  const { uid } = await aConversion(programme);
  const pay = { merchantId, referral_uid: uid, amount, currency: "EUR", idempotency_key: newId() };
  const { id } = await recordReferralPayment({ ctx: onDay(at), input: pay });
  await previewPayout({ ctx: onDay(at), input: { merchantId } });
  return id;
}

async function payOut(at: number, merchantId: string, period?: Period, partnerId?: string) {
  const preview = await previewPayout({ ctx: onDay(at), input: { merchantId, period, partnerId } });
  const { fingerprint, lines } = preview;
  const input = { merchantId, partnerId, period: preview.period, fingerprint, idempotencyKey: fingerprint };
  const { id } = await makePayoutRun({ ctx: onDay(at), input });
  return { id, lines };
}

const amountsDue = async (at: number, merchantId: string, period?: Period) =>
  (await previewPayout({ ctx: onDay(at), input: { merchantId, period } })).lines.map(
    ({ outcome, amountMinor }) => [outcome, amountMinor],
  );

describe("the days of a payout", () => {
  it("pay what was approved on them, both ends included, and leave the rest for later", async () => {
    const programme = await aProgramme(AT_ONCE);
    const { id } = programme.merchant;
    await earn(programme, id, 0, 1_000n);
    await earn(programme, id, 10, 2_000n);
    await earn(programme, id, 20, 4_000n);
    await earn(programme, id, 30, 8_000n);
    await payOut(40, id, days(10, 20));
    expect(await amountsDue(40, id)).toEqual([["paid", 900n]]);
    const rest = await previewPayout({ ctx: onDay(40), input: { merchantId: id } });
    expect(rest.period).toEqual(days(0, 40));
    await payOut(40, id);
    expect(await amountsDue(40, id)).toEqual([]);
  });

  it("net a clawback of any day, and carry over what it makes a debt", async () => {
    const programme = await aProgramme(AT_ONCE);
    const { id } = programme.merchant;
    const refunded = await earn(programme, id, 0, 5_000n);
    await payOut(1, id);
    await earn(programme, id, 10, 2_000n);
    await earn(programme, id, 20, 9_000n);
    const refund = { id: refunded, amountMinor: 5_000n, idempotencyKey: newId() };
    await refundPayment({ ctx: onDay(30), input: refund });
    expect(await amountsDue(30, id, days(10, 10))).toEqual([["in_debt", -300n]]);
    expect(await amountsDue(30, id, days(20, 20))).toEqual([["paid", 400n]]);
    await payOut(30, id, days(20, 20));
    expect(await amountsDue(30, id)).toEqual([["paid", 200n]]);
  });

  it("are judged by the minimum of what they pay: what falls short waits and counts again", async () => {
    const programme = await aProgramme({ ...AT_ONCE, minimum_payout: 250 });
    const { id } = programme.merchant;
    await earn(programme, id, 0, 2_000n);
    await earn(programme, id, 10, 1_000n);
    expect(await amountsDue(20, id, days(0, 5))).toEqual([["below_minimum", 200n]]);
    expect(await amountsDue(20, id)).toEqual([["paid", 300n]]);
  });
});

describe("a payout of one partner alone", () => {
  it("pays that partner and nobody else, and says whom", async () => {
    const programme = await aProgramme(AT_ONCE);
    const other = await anotherPartner(programme, "Bela Other", AT_ONCE);
    const { id } = programme.merchant;
    await earn(programme, id, 0, 1_000n);
    await earn(other, id, 0, 3_000n);
    const partnerId = readAnyId(other.partnerId) ?? "";
    const made = await payOut(1, id, undefined, partnerId);
    expect(made.lines.map(({ amountMinor }) => amountMinor)).toEqual([300n]);
    const run = await getPayoutRun({ ctx: onDay(1), input: { id: made.id } });
    expect(run).toMatchObject({ partnerAlone: "Bela Other", lines: [{ partnerId, outcome: "paid" }] });
    expect(await amountsDue(1, id)).toEqual([["paid", 100n]]);
  });

  it("does not find a partner of another merchant, or one there is not", async () => {
    const programme = await aProgramme(AT_ONCE);
    const { partnerId: stranger } = await aProgramme();
    await earn(programme, programme.merchant.id, 0, 1_000n);
    const merchantId = programme.merchant.id;
    const { period, fingerprint } = await previewPayout({ ctx: onDay(1), input: { merchantId } });
    for (const partnerId of [stranger, newId(), "nobody"]) {
      const input = { merchantId, partnerId, period, fingerprint, idempotencyKey: newId() };
      expect(await problemIn(makePayoutRun({ ctx: onDay(1), input }))).toMatchObject({ code: "not_found" });
    }
  });

  it("is no answer to the preview of everybody", async () => {
    const programme = await aProgramme(AT_ONCE);
    const other = await anotherPartner(programme, "Bela Other", AT_ONCE);
    const merchantId = programme.merchant.id;
    await earn(programme, merchantId, 0, 1_000n);
    await earn(other, merchantId, 0, 3_000n);
    const { period, fingerprint } = await previewPayout({ ctx: onDay(1), input: { merchantId } });
    const input = { merchantId, partnerId: other.partnerId, period, fingerprint, idempotencyKey: newId() };
    expect(await problemIn(makePayoutRun({ ctx: onDay(1), input }))).toMatchObject({ code: "conflict" });
  });
});

describe("what is due across merchants", () => {
  it("is shown of every merchant of whom something is due, and of one where one is asked for", async () => {
    const [one, two, none] = [
      await aProgramme(AT_ONCE),
      await aProgramme(AT_ONCE),
      await aProgramme(AT_ONCE),
    ];
    await earn(one, one.merchant.id, 0, 1_000n);
    await earn(two, two.merchant.id, 5, 2_000n);
    const due = await previewEveryPayout({ ctx: onDay(6), input: {} });
    const seen = new Map(
      due.merchants.map((each) => [each.merchantId, "preview" in each ? each.preview.lines : []]),
    );
    expect(seen.get(one.merchant.id)).toMatchObject([{ amountMinor: 100n, outcome: "paid" }]);
    expect(seen.get(two.merchant.id)).toMatchObject([{ amountMinor: 200n, outcome: "paid" }]);
    expect(seen.has(none.merchant.id)).toBe(false);
    const narrowed = await previewEveryPayout({ ctx: onDay(6), input: { period: days(5, 6) } });
    expect(narrowed.merchants.map(({ merchantId }) => merchantId)).not.toContain(one.merchant.id);
    expect(narrowed.merchants.map(({ merchantId }) => merchantId)).toContain(two.merchant.id);
    const alone = await previewEveryPayout({
      ctx: contextOf("viewer", onDay(6).now),
      input: { merchantId: two.merchant.id },
    });
    expect(alone.merchants.map(({ merchantId }) => merchantId)).toEqual([two.merchant.id]);
  });
});
