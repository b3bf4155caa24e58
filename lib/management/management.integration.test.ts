import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { anInsurer } from "@/lib/policies/testing";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { aConversion, aProgramme } from "@/lib/referrals/testing";
import { newDelivery } from "@/lib/webhooks/deliveries/testing-deliveries";
import { aCaller, type Caller, twins } from "./testing";

const URL_OUTSIDE = "https://93.184.216.34/hooks";

let merchantId: string;
let call: Caller;
let ofAll: Caller;
let other: Caller;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  call = await aCaller(merchantId);
  ofAll = await aCaller(null);
  other = await aCaller((await aMerchant()).id);
});

describe("a webhook endpoint", () => {
  it("is made once however often it is asked for, and shows its secret once", async () => {
    const body = { id: newId(), url: URL_OUTSIDE };
    const made = await twins(call, "POST", "/webhookEndpoints", body);
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(made.map((answer) => answer.body.id))).toEqual(new Set([spellId("we", body.id)]));
    expect(made.filter((answer) => answer.body.secret).length).toBe(1);
    const again = await call("POST", "/webhookEndpoints", body);
    expect([again.status, again.body.secret]).toEqual([201, undefined]);
    const elsewhere = await call("POST", "/webhookEndpoints", { ...body, url: `${URL_OUTSIDE}/2` });
    expect(elsewhere.status).toBe(409);
  });

  it("of a key of one merchant is that merchant's, and no other's can be named", async () => {
    const mine = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    expect(mine.body.merchantId).toBe(spellId("mer", merchantId));
    const everybody = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE, merchantId: null });
    expect(everybody.status).toBe(403);
    const path = `/webhookEndpoints/${mine.body.id}`;
    expect((await call("PATCH", path, { merchantId: null })).status).toBe(403);
    const all = await ofAll("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    expect(all.body.merchantId).toBeUndefined();
    for (const [method, end] of [
      ["GET", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["POST", "/pause"],
      ["POST", "/resume"],
      ["POST", "/test"],
      ["POST", "/rotateSecret"],
      ["POST", "/resendFailed"],
    ] as const) {
      const body = method === "GET" ? undefined : { since: "2026-01-05T00:00:00Z" };
      expect([method, end, (await other(method, `${path}${end}`, body)).status]).toEqual([method, end, 404]);
      const ofEverybody = `/webhookEndpoints/${all.body.id}${end}`;
      expect([method, end, (await call(method, ofEverybody, body)).status]).toEqual([method, end, 404]);
    }
    const ids = async (caller: Caller) =>
      (await caller("GET", "/webhookEndpoints")).body.data.map(({ id }: { id: string }) => id);
    expect(await ids(call)).toContain(mine.body.id);
    expect(await ids(call)).not.toContain(all.body.id);
    expect(await ids(other)).toEqual([]);
  });

  it("keeps what a change leaves out, and can be told to hear of every type again", async () => {
    const first = { url: URL_OUTSIDE, description: "Books", eventTypes: ["payment.succeeded"] };
    const { body: made } = await call("POST", "/webhookEndpoints", first);
    const path = `/webhookEndpoints/${made.id}`;
    const { secret: _, updatedAt: __, ...shown } = made;
    expect((await call("PATCH", path, { description: "Ledger" })).body).toMatchObject({
      ...shown,
      description: "Ledger",
    });
    expect((await call("PATCH", path, { eventTypes: null })).body.eventTypes).toBeUndefined();
    expect((await call("PATCH", path, { eventTypes: [] })).status).toBe(400);
    expect((await call("PATCH", path, { url: "http://127.0.0.1/" })).status).toBe(400);
  });

  it("is paused, resumed, tested and rotated once for each request, and gone once it is deleted", async () => {
    const { body: made } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    const path = `/webhookEndpoints/${made.id}`;
    const test = { eventId: newId() };
    const tests = await twins(call, "POST", `${path}/test`, test);
    expect(new Set(tests.map((answer) => answer.body.deliveryId)).size).toBe(1);
    const secrets = await twins(call, "POST", `${path}/rotateSecret`, { secretId: newId() });
    expect(secrets.filter((answer) => answer.body.secret).length).toBe(1);
    const paused = await twins(call, "POST", `${path}/pause`);
    expect(paused.map((answer) => answer.body.status)).toEqual(["paused", "paused"]);
    expect((await call("POST", `${path}/test`, {})).status).toBe(409);
    expect((await call("POST", `${path}/resume`)).body.status).toBe("active");
    expect((await call("DELETE", path)).body).toMatchObject({ deleted: true, givenUp: 1 });
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
  });
});

describe("a webhook delivery", () => {
  it("is sent again once for what was seen of it, and is another merchant's secret", async () => {
    const { body: endpoint } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    const { id } = await newDelivery({ endpointId: readAnyId(endpoint.id) ?? "" });
    const path = `/webhookDeliveries/${spellId("wd", id)}`;
    const { body: seen } = await call("GET", path);
    expect(seen).toMatchObject({ state: "exhausted", attempts: 1, history: [{ number: 1 }] });
    expect((await other("GET", path)).status).toBe(404);
    expect((await other("POST", `${path}/resend`, { attempts: 1 })).status).toBe(404);
    expect((await other("GET", `/webhookDeliveries?endpointId=${endpoint.id}`)).body.data).toEqual([]);
    expect((await call("POST", `${path}/resend`, { attempts: 0 })).status).toBe(409);
    const sent = await twins(call, "POST", `${path}/resend`, { attempts: 1 });
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("is listed by page, newest first, each once", async () => {
    const { body: endpoint } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    const endpointId = readAnyId(endpoint.id) ?? "";
    for (let count = 0; count < 5; count++) await newDelivery({ endpointId });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const { body } = await call("GET", `/webhookDeliveries?endpointId=${endpoint.id}&limit=2${at}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it("that was given up is sent again with all of its endpoint's, each once", async () => {
    const { body: endpoint } = await call("POST", "/webhookEndpoints", { url: URL_OUTSIDE });
    for (let count = 0; count < 3; count++)
      await newDelivery({ endpointId: readAnyId(endpoint.id) ?? "", at: new Date(Date.now() - 60_000) });
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const both = await twins(call, "POST", `/webhookEndpoints/${endpoint.id}/resendFailed`, { since });
    const resent = both.map((answer) => answer.body.resent as number);
    expect(resent.reduce((sum, each) => sum + each, 0)).toBe(3);
  });
});

describe("a failed premium", () => {
  it("is retried once for what was seen of it, by its own merchant alone", async () => {
    const insurer = await anInsurer();
    const mine = await aCaller(insurer.merchantId);
    const { body: failed } = await insurer.pay("failed");
    const id = spellId("pay", readAnyId(failed.payment_id ?? "") ?? "");
    const { body: seen } = await mine("GET", `/retries/${id}`);
    expect(seen).toMatchObject({ paymentId: id, amount: "180.00", latestStatus: "failed", mayRetry: true });
    expect((await mine("GET", "/retries?state=stuck")).body.data).toEqual([seen]);
    expect((await mine("GET", "/retries?state=waiting")).body.data).toEqual([]);
    const { latestPaymentId, latestStatus } = seen;
    const path = `/retries/${id}/attempts`;
    expect((await other("POST", path, { latestPaymentId, latestStatus })).status).toBe(404);
    const both = await twins(mine, "POST", path, { latestPaymentId, latestStatus });
    expect(both.filter(({ status }) => status === 201).map(({ body }) => body.outcome)).toEqual([
      "successful",
    ]);
    expect(both.map(({ status }) => status)).toContainEqual(
      expect.toSatisfy((code) => code >= 400 && code < 500),
    );
    expect((await mine("GET", `/retries/${id}`)).status).toBe(404);
  });

  it("whose retry waits is stopped once", async () => {
    const retrying = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 };
    const insurer = await anInsurer({ billing: { retryFailedPayments: retrying } });
    const mine = await aCaller(insurer.merchantId);
    const { body: failed } = await insurer.pay("failed", { failure_action: "allow_retry" });
    const path = `/retries/${failed.payment_id}`;
    expect((await mine("GET", path)).body).toMatchObject({ latestStatus: "pending", retriesMade: 1 });
    const both = await twins(mine, "POST", `${path}/stop`);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await mine("GET", path)).body.nextAttemptAt).toBeUndefined();
  });
});

describe("a payout", () => {
  async function due(amount = 4_900n) {
    const programme = await aProgramme({ hold_days: 0, referral_expiry_days: 0 });
    const { uid } = await aConversion(programme);
    const paid = { merchantId: programme.merchant.id, referral_uid: uid, amount, currency: "EUR" };
    await recordReferralPayment({
      ctx: contextOf("operator"),
      input: { ...paid, idempotency_key: newId() },
    });
    const mine = await aCaller(programme.merchant.id, ["payouts:run"]);
    const { body } = await mine("GET", "/payouts/preview");
    const [of] = body.merchants;
    const [from, through] = [body.from, body.through];
    const input = { merchantId: of.merchantId, from, through, fingerprint: of.fingerprint };
    return { mine, of, input };
  }

  it("pays what was previewed, once, with a key that may do nothing else", async () => {
    const { mine, of, input } = await due();
    expect(of.lines).toMatchObject([{ outcome: "paid", amount: "4.90", currency: "EUR" }]);
    const body = { ...input, idempotencyKey: newId() };
    const both = await twins(mine, "POST", "/payouts", body);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    const [one, same] = both.map((answer) => answer.body);
    expect(one).toEqual(same);
    expect(one).toMatchObject({ totals: [{ amount: "4.90", open: "4.90" }], lines: [{ amount: "4.90" }] });
    expect((await mine("GET", `/payouts/${one.id}`)).body).toEqual(one);
    expect(await mine("POST", "/payouts", { ...body, fingerprint: "another" })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining("sent before with something else in it") },
    });
    expect((await mine("POST", "/payouts", { ...body, idempotencyKey: newId() })).status).toBe(409);
    expect((await mine("GET", "/payouts/preview")).body.merchants).toEqual([]);
  });

  it("is not made of what has changed, of half a period, or of another merchant", async () => {
    const { mine, input } = await due();
    const body = { ...input, idempotencyKey: newId() };
    expect((await mine("POST", "/payouts", { ...body, fingerprint: "0" })).status).toBe(409);
    const early = { ...body, from: "2027-01-02", through: "2027-01-01" };
    expect((await mine("POST", "/payouts", early)).status).toBe(400);
    expect((await mine("GET", "/payouts/preview?from=2026-01-01")).status).toBe(400);
    expect((await other("POST", "/payouts", body)).status).toBe(403);
    expect((await other("GET", `/payouts/preview?merchantId=${input.merchantId}`)).status).toBe(403);
    expect((await mine("GET", "/payouts")).body.data).toEqual([]);
  });
});

describe("a commission", () => {
  it("is decided once, and another merchant's is skipped", async () => {
    const programme = await aProgramme();
    const { uid } = await aConversion(programme);
    const paid = { merchantId: programme.merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" };
    await recordReferralPayment({
      ctx: contextOf("operator"),
      input: { ...paid, idempotency_key: newId() },
    });
    const mine = await aCaller(programme.merchant.id);
    const { body } = await mine("GET", "/commissions?state=pending");
    const ids = body.data.map(({ id }: { id: string }) => id);
    expect(body.data).toMatchObject([{ type: "commission", amount: "4.90", state: "pending" }]);
    expect((await other("POST", "/commissions/reject", { ids, reason: "No" })).body.data).toMatchObject([
      { outcome: "skipped" },
    ]);
    const both = await twins(mine, "POST", "/commissions/approve", { ids });
    const outcomes = both.map((answer) => answer.body.data[0].outcome);
    expect(outcomes.sort()).toEqual(["decided", "skipped"]);
    expect((await mine("GET", "/commissions")).body.data).toMatchObject([{ state: "approved" }]);
    expect((await mine("POST", "/commissions/reject", { ids })).status).toBe(400);
  });
});

describe("a merchant", () => {
  it("is made once, and never by a key of another", async () => {
    const body = { id: newId(), name: `Shop ${newId()}`, defaultCurrency: "GBP", paymentLimit: "750.00" };
    const both = await twins(ofAll, "POST", "/merchants", body);
    expect(both.map((answer) => [answer.status, answer.body.id])).toEqual([
      [201, spellId("mer", body.id)],
      [201, spellId("mer", body.id)],
    ]);
    expect((await call("POST", "/merchants", { ...body, id: newId() })).status).toBe(403);
    expect((await ofAll("POST", "/merchants", { ...body, name: "Another" })).status).toBe(409);
    expect((await ofAll("POST", "/merchants", { ...body, id: newId(), paymentLimit: "0.50" })).status).toBe(
      400,
    );
  });

  it("is seen and changed by its own key alone, and keeps what a change leaves out", async () => {
    const mine = spellId("mer", merchantId);
    const { body: before } = await call("GET", `/merchants/${mine}`);
    const { body: after } = await call("PATCH", `/merchants/${mine}`, { paymentLimit: "123.45" });
    expect(after).toEqual({ ...before, paymentLimit: "123.45", updatedAt: after.updatedAt });
    expect((await other("GET", `/merchants/${mine}`)).status).toBe(404);
    expect((await other("PATCH", `/merchants/${mine}`, { name: "Ours" })).status).toBe(404);
    expect((await call("GET", "/merchants")).body.data.map(({ id }: { id: string }) => id)).toEqual([mine]);
  });
});
