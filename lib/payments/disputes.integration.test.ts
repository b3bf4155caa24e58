import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { runUnprepared, transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { exportPayments } from "@/lib/kinds/export-payments";
import { anInsurer } from "@/lib/policies/testing";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { aReferral } from "@/lib/referrals/testing";
import { type AdjustmentDraft, appendAdjustmentBatch } from "./append-adjustment";
import { getPayment } from "./get-payment";
import { parsePaymentSearch } from "./listing/parse-search";
import { lockPayment } from "./lock-payment";
import { getOverview } from "./overview";
import { BUILT_IN_CONNECTORS, recordPayments } from "./record-payments";
import { recordStatement } from "./record-statement";
import { EVERYTHING, type PaymentSearch } from "./search";
import { searchPayments } from "./search-payments";

const NOW = new Date("2026-06-15T12:00:00Z");
const ctx = contextOf("operator", NOW);
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

describe("a dispute's deadline", () => {
  let merchantId = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
  });

  it("is kept as the history says, whatever else happens to the payment", async () => {
    const step = fc.oneof(
      fc.record({
        status: fc.constant("dispute" as const),
        respondBy: fc.option(fc.integer({ min: -9, max: 9 }).map(inDays)),
      }),
      fc.record({ status: fc.constantFrom("dispute_won", "dispute_lost", "refunded_failure") }),
    );
    const kinds = fc.constantFrom(aPayment, aPaidLink);
    await fc.assert(
      fc.asyncProperty(kinds, fc.array(step, { minLength: 1, maxLength: 5 }), async (record, steps) => {
        const id = await record();
        for (const each of steps) await append(id, each);
      }),
      { numRuns: 40 },
    );
    expect(await findViolations()).toEqual([]);
  });

  it("is told by the events of each kind while a dispute is open, and by no other", async () => {
    for (const record of [aPayment, aPaidLink, aReferralPayment, aPremium]) {
      const id = await record();
      await append(id, { status: "dispute", respondBy: inDays(5) });
      await append(id, { status: "dispute", respondBy: inDays(2) });
      await append(id, { status: "dispute_won" });
      await append(id, { status: "dispute_won" });
      await append(id, { status: "dispute" });
      const events = await runUnprepared<{ data: { respondBy?: string; sequence: number } }>(
        "SELECT data FROM outbox WHERE payment_id = $1 AND data ? 'sequence' ORDER BY id",
        [id],
      );
      const told = events.slice(-5).map(({ data }) => data.respondBy);
      const [five, two] = [5, 2].map((days) => inDays(days).toISOString());
      // The first decision is of the first dispute: the second, which ends sooner, stays open, whatever the status shows.
      expect(told).toEqual([five, two, two, undefined, undefined]);
    }
  });

  it("is kept, listed and told where the status is another: of a part of a premium, and of one of two in a mirror", async () => {
    const insurer = await anInsurer();
    merchantId = insurer.merchantId;
    const premium = (await insurer.pay("successful")).body.payment_id ?? "";
    await append(premium, { status: "dispute", respondBy: inDays(5) });
    const mirrored = await aPayment();
    await append(mirrored, { status: "dispute", respondBy: inDays(3) });
    await append(mirrored, { status: "dispute", respondBy: inDays(4) });
    await append(mirrored, { status: "dispute_won" });
    const decided = await aPayment();
    await append(decided, { status: "dispute", respondBy: inDays(1) });
    await append(decided, { status: "dispute_lost" });
    const search: PaymentSearch = {
      ...EVERYTHING,
      merchant: [merchantId],
      dispute: "open",
      sort: "respond_by",
    };
    const { rows } = await searchPayments({ ctx, input: { search, timeZone: "UTC" } });
    expect(rows.map(({ id, status, respondBy }) => [id, status, respondBy])).toEqual([
      [mirrored, "dispute_won", inDays(4)],
      [premium, "succeeded", inDays(5)],
    ]);
    const key = { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId } as const;
    const { attention } = await getOverview({
      ctx: { ...ctx, actor: key },
      input: { days: 7, timeZone: "UTC", basis: "event" },
    });
    const respondBy = { at: inDays(4), isPast: false };
    expect(attention).toEqual([{ reason: "dispute", count: 2, respondBy, undated: 0 }]);
  });

  it("orders the disputes of a list and of its file, those nobody told last, and heads what needs a person", async () => {
    merchantId = (await aMerchant()).id;
    const deadlines = [inDays(5), null, inDays(-1), inDays(2), null, inDays(9)];
    const made: { id: string; respondBy: Date | null }[] = [];
    for (const respondBy of deadlines) {
      const id = await aPayment();
      await append(id, { status: "dispute", respondBy });
      made.push({ id, respondBy });
    }
    const search: PaymentSearch = {
      ...EVERYTHING,
      merchant: [merchantId],
      status: ["dispute"],
      sort: "respond_by",
    };
    const read = async (more: Partial<PaymentSearch>) =>
      (await searchPayments({ ctx, input: { search: { ...search, ...more }, timeZone: "UTC" } })).rows;
    const rows = await read({});
    const told = rows.flatMap(({ respondBy }) => respondBy ?? []);
    expect(told).toEqual([-1, 2, 5, 9].map(inDays));
    expect(rows.slice(told.length).map(({ respondBy }) => respondBy)).toEqual([null, null]);
    for (const [index, row] of rows.entries()) {
      const place = `${row.respondBy?.toISOString() ?? "9999-12-31T00:00:00.000Z"}_${row.id}`;
      const params = new URLSearchParams({ status: "dispute", sort: "respond_by", older: place });
      expect(parsePaymentSearch(params)).toMatchObject({ search: { older: place }, ignored: [] });
      expect((await read({ older: place })).map(({ id }) => id)).toEqual(
        rows.slice(index + 1).map(({ id }) => id),
      );
    }
    let csv = "";
    for await (const chunk of await exportPayments({ ctx, input: { search, timeZone: "UTC" } })) csv += chunk;
    expect(
      csv
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").at(-2)?.trim()),
    ).toEqual(rows.map(({ respondBy }) => respondBy?.toISOString() ?? ""));
    const { attention } = await getOverview({
      ctx: {
        ...ctx,
        actor: { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId },
      },
      input: { days: 7, timeZone: "UTC", basis: "event" },
    });
    const respondBy = { at: inDays(2), isPast: false };
    expect(attention).toEqual([{ reason: "dispute", count: deadlines.length, respondBy, undated: 2 }]);
  });

  it("is taken from whoever reports the dispute, and of nothing but a dispute", async () => {
    for (const record of [aPayment, aPaidLink, aReferralPayment]) {
      const id = await record();
      const report = (status: "dispute" | "dispute_won", respondBy: Date) => {
        const at = instantOf(new Date());
        const input = { id, reference: newId(), createdAt: at, status, amount: 900n, respondBy };
        return addPaymentAdjustment({ ctx: contextOf("operator"), input });
      };
      await report("dispute", inDays(4));
      expect((await getPayment({ ctx, input: { id } })).payment.respondBy).toEqual(inDays(4));
      await report("dispute_won", inDays(3));
      const { payment, adjustments } = await getPayment({ ctx, input: { id } });
      expect(payment.respondBy).toBeNull();
      expect(adjustments.at(-1)?.respondBy).toBeNull();
    }
  });

  it("is told as past where every one that somebody told is", async () => {
    merchantId = (await aMerchant()).id;
    for (const respondBy of [inDays(-3), null, inDays(-1)])
      await append(await aPayment(), { status: "dispute", respondBy });
    const key = { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId } as const;
    const { attention } = await getOverview({
      ctx: { ...ctx, actor: key },
      input: { days: 7, timeZone: "UTC", basis: "event" },
    });
    const respondBy = { at: inDays(-1), isPast: true };
    expect(attention).toEqual([{ reason: "dispute", count: 3, respondBy, undated: 1 }]);
  });

  async function aPaidLink(): Promise<string> {
    const { id, token } = await aLink({ merchantId });
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    await payCheckout({ ctx: customerOf(id), input: { token, method } });
    return id;
  }

  async function aPayment(): Promise<string> {
    const id = newId();
    await recordPayments(ctx, recordStatement(), [
      {
        ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
        ...{ type: "PAY-IN", category: "pay_in", scheme: "unknown", currency: "GBP", precision: 2 },
        ...{ amountMinor: 900n, status: "succeeded", occurredAt: NOW, failureCode: null, customerId: null },
        ...{ merchantReference: null, description: null, idempotencyKey: null, metadata: {}, search: [] },
        ...{ reason: null, raw: {}, detail: {} },
      },
    ]);
    return id;
  }

  async function aReferralPayment(): Promise<string> {
    const { merchant, uid } = await aReferral();
    const what = { amount: 900n, currency: "GBP", idempotency_key: newId() };
    const input = { merchantId: merchant.id, referral_uid: uid, ...what };
    return (await recordReferralPayment({ ctx, input })).id;
  }

  async function aPremium(): Promise<string> {
    const { body } = await (await anInsurer()).pay("successful");
    return body.payment_id ?? "";
  }

  async function append(id: string, change: Pick<AdjustmentDraft, "status" | "respondBy">): Promise<void> {
    await transaction(async (tx) => {
      const locked = await lockPayment(tx, id);
      if (!locked) throw new Error("the payment is not there");
      const draft = { ...change, happened: true, action: "payment.adjusted" };
      await appendAdjustmentBatch(tx, ctx, [{ locked, draft }]);
    });
  }
});
