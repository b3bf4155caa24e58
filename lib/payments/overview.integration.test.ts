import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { CreateMerchant } from "@/lib/merchants/schemas";
import type { Ctx } from "@/lib/verb/context";
import { appendAdjustment } from "./append-adjustment";
import { answerAttempt, beginAttempt } from "./attempt";
import { compactPaymentCounts } from "./compact-payment-counts";
import { lockPayment } from "./lock-payment";
import { getOverview, type OverviewBasis } from "./overview";
import { BUILT_IN_CONNECTORS, recordPayments } from "./record-payments";
import { recordStatement } from "./record-statement";
import { EVERYTHING } from "./search";
import { searchPayments } from "./search-payments";

const NOW = new Date("2026-06-15T01:30:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

describe("the overview", () => {
  it("counts money by the day it was for the reader, and compares it with the days before", async () => {
    const merchantId = await newMerchant();
    await paid(merchantId, 1_000n, NOW);
    await paid(merchantId, 250n, daysAgo(3));
    await paid(merchantId, 77n, daysAgo(9));
    const { currencies } = await overviewOf(merchantId, "America/New_York", "payment");
    expect(currencies).toHaveLength(1);
    expect(currencies[0]).toMatchObject({
      collectedMinor: 1_250n,
      collectedBeforeMinor: 77n,
      refundedMinor: 0n,
    });
    // 01:30 in London is the evening before in New York.
    expect(currencies[0]?.days.at(-1)).toMatchObject({
      day: "2026-06-14",
      collectedMinor: 1_000n,
      payments: 1,
    });
    expect(currencies[0]?.days).toHaveLength(7);
  });

  const midnights = [
    // Clocks go back to midnight, which comes twice: the first begins the day, of 25 hours.
    { timeZone: "Atlantic/Azores", day: "2026-10-25", first: "2026-10-25T00:00:00Z" },
    { timeZone: "America/Havana", day: "2026-11-01", first: "2026-11-01T04:00:00Z" },
    // Clocks go forward at midnight, which there is none of: the day begins at one.
    { timeZone: "America/Santiago", day: "2026-09-06", first: "2026-09-06T04:00:00Z" },
    { timeZone: "Africa/Cairo", day: "2026-04-24", first: "2026-04-23T22:00:00Z" },
  ];
  it.each(midnights)("and the list put money on the same day of $timeZone on $day", async (each) => {
    const { timeZone, day, first } = each;
    const merchantId = await newMerchant();
    const began = Date.parse(first);
    const at = (ms: number) => new Date(began + ms);
    await paid(merchantId, 1n, at(-60_000));
    await paid(merchantId, 20n, at(0));
    await paid(merchantId, 300n, at(45 * 60_000));
    const ctx = { ...keyOf(merchantId), now: at(3 * DAY_MS) };
    const summed = async () => {
      const { currencies } = await getOverview({ ctx, input: { days: 7, timeZone, basis: "payment" } });
      return currencies[0]?.days.find((shown) => shown.day === day);
    };
    expect(await summed()).toMatchObject({ collectedMinor: 320n, payments: 2 });
    await compactPaymentCounts();
    expect(await summed(), "put together").toMatchObject({ collectedMinor: 320n, payments: 2 });
    const search = { ...EVERYTHING, from: day, to: day };
    const { rows } = await searchPayments({ ctx, input: { search, timeZone } });
    expect(rows.map(({ amountMinor }) => amountMinor).sort()).toEqual([20n, 300n]);
  });

  it("says what went back, and keeps what was collected", async () => {
    const merchantId = await newMerchant();
    const id = await paid(merchantId, 900n, NOW);
    await append(id, { status: "refunded", amountMinor: 400n });
    const { currencies } = await overviewOf(merchantId);
    expect(currencies[0]).toMatchObject({ collectedMinor: 900n, refundedMinor: 400n });
  });

  it("counts money on the day it moved, unless it is asked for by the day of the payment", async () => {
    const merchantId = await newMerchant();
    const id = await paid(merchantId, 900n, daysAgo(3));
    await append(id, { status: "dispute", amountMinor: 400n });
    const dayOf = async (basis: OverviewBasis) => {
      const [gbp] = (await overviewOf(merchantId, "UTC", basis)).currencies;
      return gbp?.days.find(({ collectedMinor }) => collectedMinor > 0n);
    };
    const moved = { collectedMinor: 900n, disputedMinor: 400n, payments: 1 };
    expect(await dayOf("event")).toMatchObject({ day: "2026-06-15", ...moved });
    expect(await dayOf("payment")).toMatchObject({ day: "2026-06-12", ...moved });
  });

  it("does not count money as kept that a dispute took, and counts it again when that was won", async () => {
    const merchantId = await newMerchant();
    const id = await paid(merchantId, 900n, NOW);
    await append(id, { status: "dispute" });
    const disputed = { collectedMinor: 900n, disputedMinor: 900n };
    expect((await overviewOf(merchantId)).currencies[0]).toMatchObject(disputed);
    await append(id, { status: "dispute_won" });
    expect((await overviewOf(merchantId)).currencies[0]).toMatchObject({ ...disputed, disputedMinor: 0n });
  });

  it("counts as tried only what somebody tried to pay", async () => {
    const merchantId = await newMerchant();
    await paid(merchantId, 500n, NOW);
    await record(merchantId, 500n, NOW);
    const declined = await record(merchantId, 500n, NOW);
    await attempt(declined, "failed", "insufficient_funds", NOW);
    const { success, failures } = await overviewOf(merchantId);
    expect(success).toEqual({ paid: 1, tried: 2 });
    expect(failures).toEqual([{ code: "insufficient_funds", attempts: 1 }]);
  });

  it("names what needs a person, and nothing that is well", async () => {
    const merchantId = await newMerchant();
    const disputed = await paid(merchantId, 500n, NOW);
    await append(disputed, { status: "dispute" });
    const lost = await record(merchantId, 500n, NOW);
    await attempt(lost, "unknown", null, new Date(NOW.getTime() - 3_600_000));
    const fresh = await record(merchantId, 500n, NOW);
    await attempt(fresh, "started", null, NOW);
    const { attention } = await overviewOf(merchantId);
    expect(attention).toEqual([
      { reason: "dispute", count: 1, respondBy: null, undated: 1 },
      { reason: "unknown_outcome", count: 1, respondBy: null, undated: 0 },
    ]);
    const { rows } = await searchPayments({
      ctx: keyOf(merchantId),
      input: { search: { ...EVERYTHING, outcome: "unknown" }, timeZone: "UTC" },
    });
    expect(rows.map(({ id }) => id)).toEqual([lost]);
  });

  it("shows a key that is bound to a merchant nothing of another's", async () => {
    await paid(await newMerchant(), 500n, NOW);
    const { currencies, recent } = await overviewOf(await newMerchant());
    expect({ currencies, recent }).toEqual({ currencies: [], recent: [] });
  });

  it("shows one merchant's money and payments to who may see every merchant's, and what needs a person at all", async () => {
    const [asked, other] = [await newMerchant(), await newMerchant()];
    const id = await paid(asked, 500n, NOW);
    await append(await paid(other, 700n, NOW), { status: "dispute" });
    const input = { days: 7, timeZone: "UTC", basis: "event", merchantId: asked } as const;
    const { currencies, recent, success, attention } = await getOverview({
      ctx: contextOf("viewer", NOW),
      input,
    });
    expect(currencies.map(({ collectedMinor, disputedMinor }) => [collectedMinor, disputedMinor])).toEqual([
      [500n, 0n],
    ]);
    expect(recent.map((each) => each.id)).toEqual([id]);
    expect(success).toEqual({ paid: 1, tried: 1 });
    expect(attention.map(({ reason }) => reason)).toContain("dispute");
    expect(await problemIn(getOverview({ ctx: keyOf(other), input }))).toMatchObject({ code: "not_found" });
  });

  it("is refused to a key without the scope", async () => {
    const ctx: Ctx = {
      ...contextOf("viewer", NOW),
      actor: { type: "apiKey", id: newId(), label: "Key", scopes: [], merchantId: null },
    };
    expect(
      await problemIn(getOverview({ ctx, input: { days: 7, timeZone: "UTC", basis: "event" } })),
    ).toMatchObject({
      code: "forbidden",
      permission: "payments:read",
    });
  });
});

/** Seen through a key of one merchant, so that tests do not see each other's payments. */
function overviewOf(merchantId: string, timeZone = "UTC", basis: OverviewBasis = "event") {
  return getOverview({ ctx: keyOf(merchantId), input: { days: 7, timeZone, basis } });
}

function keyOf(merchantId: string): Ctx {
  const actor = { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId } as const;
  return { actor: { ...actor, scopes: [...actor.scopes] }, requestId: newId(), now: NOW };
}

async function newMerchant(): Promise<string> {
  const input = CreateMerchant.parse({
    id: newId(),
    name: "Northwind",
    logoColor: "#1a6b4f",
    defaultCurrency: "GBP",
    paymentLimit: "5000.00",
  });
  return (await createMerchant({ ctx: contextOf("admin", NOW), input })).id;
}

async function record(merchantId: string, amountMinor: bigint, at: Date): Promise<string> {
  const id = newId();
  await recordPayments(contextOf("operator", at), recordStatement(), [
    {
      id,
      kind: "connected",
      merchantId,
      connectorId: BUILT_IN_CONNECTORS.referral,
      reference: id,
      type: "PAY-IN",
      category: "pay_in",
      scheme: "unknown",
      currency: "GBP",
      precision: 2,
      amountMinor,
      status: "pending",
      occurredAt: at,
      failureCode: null,
      customerId: null,
      merchantReference: null,
      description: null,
      idempotencyKey: null,
      metadata: {},
      search: [],
      reason: null,
      raw: {},
      detail: {},
    },
  ]);
  return id;
}

async function paid(merchantId: string, amountMinor: bigint, at: Date): Promise<string> {
  const id = await record(merchantId, amountMinor, at);
  await append(id, { status: "processing" });
  await append(id, { status: "succeeded" });
  return id;
}

async function append(
  id: string,
  change: {
    status: "processing" | "succeeded" | "refunded" | "dispute" | "dispute_won";
    amountMinor?: bigint;
  },
): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockPayment(tx, id);
    if (!locked) throw new Error("The payment is not there");
    await appendAdjustment(tx, contextOf("operator", NOW), locked, { ...change, action: "payment.adjusted" });
  });
}

/** A charge through the sandbox, and what it answered where that is not nothing. */
async function attempt(
  paymentId: string,
  state: "started" | "unknown" | "failed",
  declineCode: string | null,
  at: Date,
): Promise<void> {
  const ctx = contextOf("operator", at);
  await transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const { id } = await beginAttempt(tx, ctx, {
      ...{ paymentId, operation: "charge", connector: "sandbox", connectionId: null, amountMinor: 500n },
    });
    if (state !== "started") await answerAttempt(tx, ctx, id, { state, declineCode, raw: {} });
  });
}
