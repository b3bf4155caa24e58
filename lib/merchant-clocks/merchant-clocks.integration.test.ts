import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { expireCheckoutPayments } from "@/lib/checkout/expire-checkout-payments";
import { getCheckoutPage } from "@/lib/checkout/get-checkout-page";
import { aKey, aLink, aMerchant, ask } from "@/lib/checkout/testing";
import { faultsByOriginal, requestFaultsByOriginal } from "@/lib/checkout/testing-original";
import { merchantsAhead, setKnownOffset } from "@/lib/clock/clock";
import { listenForClockMoves } from "@/lib/clock/listen-for-clock-moves";
import * as connection from "@/lib/connectors/connection";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId, spellId } from "@/lib/ids";
import { runDueJobs } from "@/lib/jobs/run-due";
import { anInsurer } from "@/lib/policies/testing";
import { aPayment, aReferral, ask as askReferrals, made, statesOf } from "@/lib/referrals/testing";
import { jobContext } from "@/lib/verb/context";

interface Side {
  merchant: { id: string; publicId: string };
  key: string;
}

let ahead: Side;
let still: Side;
let unbound: string;

beforeAll(async () => {
  unbound = await aKey(null);
});
beforeEach(async () => {
  [ahead, still] = [await aSide(), await aSide()];
});
afterAll(() => void setKnownOffset(0));

async function aSide(): Promise<Side> {
  const merchant = await aMerchant();
  return { merchant, key: await aKey(merchant.id) };
}

async function aClock(key: string, body: object = {}): Promise<string> {
  const { status, body: clock } = await ask(key, "POST", "/v0/testClocks", body);
  expect(status).toBe(201);
  return clock.id ?? "";
}

const advance = (key: string, id: string, body: object) => ask(key, "PATCH", `/v0/testClocks/${id}`, body);

/** Moves a merchant's time forward by an ISO 8601 duration. */
async function moved(key: string, advanceBy: string): Promise<void> {
  expect((await advance(key, await aClock(key), { advanceBy })).status).toBe(200);
}

/** Of a payment, as it is stored: nobody reads it first. */
async function storedStatus(id: string): Promise<string | undefined> {
  const [row] = await runUnprepared<{ status: string }>("SELECT status FROM payment WHERE id = $1", [id]);
  return row?.status;
}

describe("a merchant's time", () => {
  it("expires its links at once, and nobody else's", async () => {
    const [own, other] = [
      await aLink({ merchantId: ahead.merchant.id, expiresIn: HOUR_MS }),
      await aLink({ merchantId: still.merchant.id, expiresIn: HOUR_MS }),
    ];
    await moved(ahead.key, "P1D");
    expect([await storedStatus(own.id), await storedStatus(other.id)]).toEqual(["expired", "pending"]);
    // Nor do the jobs, nor whoever reads a list in that time.
    await expireCheckoutPayments({ ctx: jobContext("expire", new Date(), newId()) });
    await ask(ahead.key, "GET", "/v0/payments");
    expect(await storedStatus(other.id)).toBe("pending");
    const page = (token: string) => getCheckoutPage({ token, now: new Date() });
    expect([(await page(own.token))?.state, (await page(other.token))?.state]).toEqual(["expired", "open"]);
  });

  it("is what its links are made in, whoever makes them, and what its pages show", async () => {
    await moved(ahead.key, "P10D");
    const body = { amount: "10.00", currency: "EUR", expiresIn: "PT1H", merchantId: ahead.merchant.publicId };
    for (const key of [ahead.key, unbound]) {
      const { body: link } = await ask(key, "POST", "/v0/payments", body);
      expect(daysFromNow(link.createdAt)).toBe(10);
      expect(daysFromNow(link.expiresAt)).toBe(10);
      const token = link.paymentUrl?.split("/").at(-1) ?? "";
      const page = await getCheckoutPage({ token, now: new Date() });
      expect([page?.state, daysFromNow(page?.moment.now.toISOString())]).toEqual(["open", 10]);
      const cancelled = await ask(unbound, "POST", `/v0/payments/${link.id}/cancel`);
      expect(cancelled.body.status).toBe("cancelled");
    }
    const rows = await runUnprepared<{ recorded: Date; audited: Date }>(
      `SELECT a.recorded_at AS recorded, e.occurred_at AS audited FROM adjustment a
       JOIN payment p ON p.id = a.payment_id
       JOIN audit_entry e ON e.object_id = p.id::text AND e.action = 'payment.cancelled'
       WHERE p.merchant_id = $1 AND a.status = 'cancelled'`,
      [ahead.merchant.id],
    );
    expect(rows).toHaveLength(2);
    for (const { recorded, audited } of rows)
      expect([daysFromNow(recorded.toISOString()), daysFromNow(audited.toISOString())]).toEqual([10, 0]);
  });

  it("leaves everybody else in theirs", async () => {
    await moved(ahead.key, "P10D");
    const { body } = await ask(still.key, "POST", "/v0/payments", { amount: "10.00", currency: "EUR" });
    expect(daysFromNow(body.createdAt)).toBe(0);
    const named = { amount: "10.00", currency: "EUR", merchantId: still.merchant.publicId };
    const { body: stranger } = await ask(ahead.key, "POST", "/v0/customers", {
      name: "Rosa",
      email: "r@example.com",
    });
    const foreign = await ask(unbound, "POST", "/v0/payments", { ...named, customerId: stranger.id });
    expect(foreign.status).toBe(403);
    expect(daysFromNow((await ask(unbound, "POST", "/v0/payments", named)).body.createdAt)).toBe(0);
  });

  it("makes its retries due, and nobody else's", async () => {
    const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 };
    const insurers = [
      await anInsurer({ billing: { retryFailedPayments } }),
      await anInsurer({ billing: { retryFailedPayments } }),
    ];
    for (const { pay } of insurers)
      await pay("failed", { failure_action: "allow_retry", finalized_at: new Date().toISOString() });
    await moved(insurers[0]?.key ?? "", "P6D");
    await runDueJobs();
    const attempts = await Promise.all(
      insurers.map(({ merchantId }) =>
        runUnprepared<{ n: number }>(
          `SELECT count(*)::int AS n FROM attempt a JOIN payment p ON p.id = a.payment_id WHERE p.merchant_id = $1`,
          [merchantId],
        ),
      ),
    );
    expect(attempts.map(([row]) => row?.n)).toEqual([1, 0]);
  });

  it("ends the holding period of its commissions, and expires its referrals, and nobody else's", async () => {
    const sides = [
      await aReferral({ hold_days: 20, referral_expiry_days: 20 }),
      await aReferral({ hold_days: 20, referral_expiry_days: 20 }),
    ];
    for (const { key, uid, slug } of sides) {
      await made(askReferrals(key, "POST", "/api/v1/payments", aPayment(uid)));
      await made(
        askReferrals(key, "POST", "/api/v2/tracking/conversion", { affiliate_slug: slug, uid: newId() }),
      );
    }
    const [first, second] = sides.map(({ key }) => key);
    await moved(first ?? "", "P21D");
    const of = async (key = "") => [await statesOf(key, "commissions"), await statesOf(key, "referrals")];
    expect(await of(first)).toEqual([["approved"], ["expired", "paid"]]);
    expect(await of(second)).toEqual([["pending"], ["converted", "paid"]]);
  });

  it("is gone by in every process as soon as one moves it", async () => {
    onTestFinished(await listenForClockMoves());
    await aClock(ahead.key);
    // What another process commits: the row and a notification, and nothing this process was told.
    await runUnprepared("UPDATE merchant_test_clock SET offset_ms = $2 WHERE merchant_id = $1", [
      ahead.merchant.id,
      5 * DAY_MS,
    ]);
    await runUnprepared("SELECT pg_notify('counterfoil_clocks', '')", []);
    await vi.waitFor(() => expect(merchantsAhead().get(ahead.merchant.id)).toBe(5 * DAY_MS));
  });
});

describe("a test clock", () => {
  it("answers as the original's document has it, and is read, listed and deleted", async () => {
    const body = { merchantId: spellId("org", ahead.merchant.id), name: "Yearly", description: "Renewals" };
    expect(requestFaultsByOriginal("POST", "/v0/testClocks", body)).toEqual([]);
    const clock = await ask(ahead.key, "POST", "/v0/testClocks", body);
    const path = `/v0/testClocks/${clock.body.id}`;
    const step = { advanceBy: "PT2H" };
    expect(requestFaultsByOriginal("PATCH", "/v0/testClocks/{id}", step)).toEqual([]);
    const answers: [string, string, { status: number; body: object }][] = [
      ["POST", "/v0/testClocks", clock],
      ["GET", "/v0/testClocks/{id}", await ask(ahead.key, "GET", path)],
      ["GET", "/v0/testClocks", await ask(ahead.key, "GET", "/v0/testClocks?limit=5")],
      ["DELETE", "/v0/testClocks/{id}", await ask(ahead.key, "DELETE", path)],
      ["PATCH", "/v0/testClocks/{id}", await advance(ahead.key, await aClock(ahead.key), step)],
    ];
    for (const [method, at, { status, body }] of answers)
      expect([method, at, faultsByOriginal(method, at, status, body)]).toEqual([method, at, []]);
    expect((await ask(ahead.key, "GET", path)).body.deletedAt).toEqual(expect.any(String));
    expect((await ask(ahead.key, "GET", "/v0/testClocks")).body.pagination?.total).toBe(1);
    expect((await advance(ahead.key, clock.body.id ?? "", step)).status).toBe(404);
  });

  it("is beyond a key of another merchant, and not beyond a key of all", async () => {
    const id = await aClock(still.key);
    for (const [method, body] of [["PATCH", { advanceBy: "P1D" }], ["GET"], ["DELETE"]] as const)
      expect((await ask(ahead.key, method, `/v0/testClocks/${id}`, body)).status).toBe(404);
    const other = { merchantId: still.merchant.publicId };
    expect((await ask(ahead.key, "POST", "/v0/testClocks", other)).status).toBe(403);
    expect((await ask(ahead.key, "GET", `/v0/testClocks?merchantId=${other.merchantId}`)).status).toBe(403);
    expect(merchantsAhead().has(still.merchant.id)).toBe(false);
    expect((await advance(unbound, id, { advanceBy: "P1D" })).status).toBe(200);
    expect(merchantsAhead().get(still.merchant.id)).toBe(DAY_MS);
  });

  it("is moved once by one time or key, however often and however parallel it is asked", async () => {
    const id = await aClock(ahead.key);
    const currentTime = new Date(Date.now() + 3 * DAY_MS).toISOString();
    const twins = await Promise.all([1, 2, 3].map(() => advance(ahead.key, id, { currentTime })));
    const again = await advance(ahead.key, id, { currentTime });
    expect([...twins, again].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const step = { advanceBy: "P1D", idempotencyKey: newId() };
    const keyed = await Promise.all([1, 2, 3].map(() => advance(ahead.key, id, step)));
    expect(keyed.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Math.round((merchantsAhead().get(ahead.merchant.id) ?? 0) / DAY_MS)).toBe(4);
    await advance(ahead.key, id, { advanceBy: "P1D" });
    expect(Math.round((merchantsAhead().get(ahead.merchant.id) ?? 0) / DAY_MS)).toBe(5);
  });

  it("only moves forward, so far in one step and so far in all, and says how far", async () => {
    const id = await aClock(ahead.key);
    const messages = async (body: object) => {
      const { status, body: told } = await advance(ahead.key, id, body);
      return [status, told.errors?.map(({ message }) => message)];
    };
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    expect(await messages({ currentTime: at(-DAY_MS) })).toEqual([
      400,
      ["must be later than the clock's time"],
    ]);
    expect(await messages({ advanceBy: "P32D" })).toEqual([
      400,
      ["must be at most 31 days later in one step"],
    ]);
    expect((await advance(ahead.key, id, { advanceBy: "P1D", currentTime: at(DAY_MS) })).status).toBe(400);
    for (const bad of ["P", "PT", "1D", "P1.5D", "-P1D"])
      expect([bad, (await advance(ahead.key, id, { advanceBy: bad })).status]).toEqual([bad, 400]);
    for (let step = 0; step < 11; step++) await advance(ahead.key, id, { advanceBy: "P31D" });
    expect((await advance(ahead.key, id, { advanceBy: "P31D" })).body.errors?.[0]?.message).toBe(
      "must be at most 366 days ahead of the real time",
    );
    const past = await ask(still.key, "POST", "/v0/testClocks", { currentTime: at(-2 * HOUR_MS) });
    expect(past.status).toBe(400);
  });

  it("is not deleted while it alone keeps its merchant ahead", async () => {
    const id = await aClock(ahead.key);
    await advance(ahead.key, id, { advanceBy: "P1D" });
    expect((await ask(ahead.key, "DELETE", `/v0/testClocks/${id}`)).status).toBe(409);
    const second = await aClock(ahead.key);
    expect((await ask(ahead.key, "DELETE", `/v0/testClocks/${id}`)).status).toBe(200);
    expect((await ask(ahead.key, "DELETE", `/v0/testClocks/${second}`)).status).toBe(409);
    expect(merchantsAhead().get(ahead.merchant.id)).toBe(DAY_MS);
  });

  it("is refused where real money can move, and to a key that only reads", async () => {
    const id = await aClock(ahead.key);
    const reader = await aKey(ahead.merchant.id, ["payments:read"]);
    expect((await advance(reader, id, { advanceBy: "P1D" })).status).toBe(403);
    vi.spyOn(connection, "hasLiveConnection").mockResolvedValue(true);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const refused of [
      await advance(ahead.key, id, { advanceBy: "P1D" }),
      await ask(ahead.key, "POST", "/v0/testClocks", {}),
    ])
      expect([refused.status, refused.body.message]).toEqual([
        400,
        "This deployment can move real money, so there are no test clocks.",
      ]);
    expect(merchantsAhead().has(ahead.merchant.id)).toBe(false);
  });
});

it("is not asked for in two merchants' times at once", async () => {
  const [one, other] = [await aReferral(), await aReferral()];
  await moved(one.key, "P1D");
  const { inTimeOfNamed } = await import("@/lib/clock/own-time");
  const ctx = contextOf("operator");
  await expect(inTimeOfNamed(ctx, [one.partnerId, { nested: [other.partnerId] }])).rejects.toMatchObject({
    problem: { code: "conflict" },
  });
  // Who names a merchant asks for that one: what is not theirs its verb refuses.
  const inTheirs = await inTimeOfNamed(ctx, [one.merchant.id, { nested: [other.partnerId] }]);
  expect(inTheirs.now).toEqual(new Date(ctx.now.getTime() + DAY_MS));
  expect(await inTimeOfNamed(ctx, { id: other.partnerId })).toBe(ctx);
  expect((await inTimeOfNamed(ctx, { id: one.partnerId })).now).toEqual(new Date(ctx.now.getTime() + DAY_MS));
});

/** How many whole days a time is ahead of now. */
function daysFromNow(at = ""): number {
  return Math.floor((new Date(at).getTime() - Date.now() + 60_000) / DAY_MS);
}
