import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aLink, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask, type WirePayment } from "@/lib/connected/testing";
import { findViolations } from "@/lib/invariants/find-violations";
import { anInsurer } from "@/lib/policies/testing";
import { aReferral, aPayment as aReferralPayment, ask as askReferrals, made } from "@/lib/referrals/testing";

// What is heard of elsewhere, of payments of every door: kept as it was said, told the same by both wire versions.

let merchant: { id: string };
let key: string;

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const HOUR_MS = 3_600_000;
const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

async function found(secret: string, reference: string): Promise<WirePayment> {
  const query = new URLSearchParams({ query: JSON.stringify({ $match: { reference } }) });
  const [payment] = (await ask(secret, "GET", `/payments?${query}`)).body.cursor?.data ?? [];
  if (!payment) throw new Error(`there is no payment ${reference}`);
  return payment;
}

const adjust = (secret: string, { id }: WirePayment, body: object) =>
  ask(secret, "POST", `/payments/${id}/adjustments`, body);

describe("what is reported of a premium", () => {
  it.each([
    ["FAILED", 0, 0],
    ["SUCCEEDED", 18_000, 0],
    ["CANCELLED", 0, 0],
    ["FAILED", 0, -24],
  ])("as %s is kept as it was said, and said again changes nothing", async (status, amount, hours) => {
    const insurer = await anInsurer();
    const secret = await aKey(insurer.merchantId);
    const { body } = await insurer.pay("pending");
    const premium = await found(secret, String(body.payment_id));
    const said = {
      reference: "at the bank",
      createdAt: hoursFromNow(hours),
      status,
      amount,
      raw: { line: "7" },
    };
    const first = await adjust(secret, premium, said);
    expect([first.status, first.body.data?.status]).toEqual([201, status]);
    const [newest] = first.body.data?.adjustments ?? [];
    expect(newest).toMatchObject({
      reference: "at the bank",
      status,
      amount: BigInt(amount),
      raw: { line: "7" },
    });
    // What is dated before the premium was recorded is kept as of then, and is known again all the same.
    if (hours === 0) expect(newest?.createdAt).toBe(said.createdAt);
    const again = await adjust(secret, premium, said);
    expect([again.status, again.body.data?.adjustments]).toEqual([200, first.body.data?.adjustments]);
    const other = await adjust(secret, premium, { ...said, reference: "another line" });
    expect([other.status, other.body.errorCode]).toEqual([400, "CONFLICT"]);
  });
});

describe("a refund that comes back", () => {
  it("gives back what was refunded of a payment of ours, and is told how much that is", async () => {
    const { key: secret, uid } = await aReferral();
    const { id } = await made(askReferrals(secret, "POST", "/api/v1/payments", aReferralPayment(uid)));
    const payment = await found(secret, id);
    const say = async (reference: string, status: string, amount: number) => {
      const { status: code, body } = await adjust(secret, payment, {
        ...{ reference, status, amount, createdAt: hoursFromNow(0) },
      });
      return [code, body.errorCode ?? body.data?.amount, body.errorMessage];
    };
    const tooMuch = (minor: number) => [
      400,
      "VALIDATION",
      `amount is more than what was refunded and has not come back (${minor})`,
    ];
    const worth = payment.amount;
    expect(await say("back-0", "REFUND_REVERSED", 1)).toEqual([400, "CONFLICT", expect.any(String)]);
    expect(await say("refund-1", "REFUNDED", 2_000)).toEqual([201, worth - 2_000n, undefined]);
    expect(await say("back-1", "REFUND_REVERSED", 9_000)).toEqual(tooMuch(2_000));
    expect(await say("back-1", "REFUND_REVERSED", 1_500)).toEqual([201, worth - 500n, undefined]);
    expect(await say("back-2", "REFUND_REVERSED", 501)).toEqual(tooMuch(500));
    expect(await say("back-2", "REFUND_REVERSED", 500)).toEqual([201, worth, undefined]);
  });

  it("is taken as it is told of a mirrored payment, whose refund may not have been heard of", async () => {
    const body = aPayment(await aConnector(), { amount: 1_000, status: "SUCCEEDED" });
    await ask(key, "POST", "/payments", body);
    const payment = await found(key, String(body.reference));
    const said = { reference: "back-1", status: "REFUND_REVERSED", amount: 900, createdAt: hoursFromNow(0) };
    const answer = await adjust(key, payment, said);
    expect([answer.status, answer.body.data?.amount]).toEqual([201, 1_900n]);
  });
});

describe("the status of a payment", () => {
  it("is the same in both versions, in each one's filter too, whatever the order things were heard of", async () => {
    await aLink({ merchantId: merchant.id });
    const shown = await newest(key);
    const cancelled = { reference: "by hand", createdAt: hoursFromNow(-48), status: "CANCELLED", amount: 0 };
    expect((await adjust(key, shown, cancelled)).body.data?.status).toBe("CANCELLED");
    const read = async (version: string) =>
      (await ask(key, "GET", `${version}/payments/${shown.id}`)).body.data;
    expect([(await read(""))?.status, (await read("/v3"))?.status]).toEqual(["CANCELLED", "CANCELLED"]);
    for (const version of ["", "/v3"])
      for (const [status, holds] of [
        ["CANCELLED", true],
        ["PENDING", false],
      ] as const) {
        const query = new URLSearchParams({ query: JSON.stringify({ $match: { status } }), pageSize: "100" });
        const { cursor } = (await ask(key, "GET", `${version}/payments?${query}`)).body;
        const ids = cursor?.data.map(({ id }) => id) ?? [];
        expect([version, status, ids.includes(shown.id)]).toEqual([version, status, holds]);
      }
  });

  it("is on v1 what it was before, where only the amount was corrected; v3 names the correction", async () => {
    const body = aPayment(await aConnector(), { amount: 1_000, status: "SUCCEEDED" });
    const later = { AMOUNT_ADJUSTEMENT: 2_000, REFUND_REVERSED: 0 };
    await ask(key, "POST", "/payments", body);
    for (const [index, [status, amount]] of Object.entries(later).entries())
      await ask(key, "POST", "/payments", {
        ...body,
        status,
        amount,
        createdAt: `2026-01-0${6 + index}T10:00:00Z`,
      });
    const { id } = await found(key, String(body.reference));
    const statuses = async (version: string) => {
      const { data } = (await ask(key, "GET", `${version}/payments/${id}`)).body;
      return data?.adjustments.map(({ status }) => status);
    };
    expect(await statuses("")).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    expect(await statuses("/v3")).toEqual(["REFUND_REVERSED", "AMOUNT_ADJUSTEMENT", "SUCCEEDED"]);
  });
});

async function newest(secret: string): Promise<WirePayment> {
  const [payment] = (await ask(secret, "GET", "/payments?pageSize=1")).body.cursor?.data ?? [];
  if (!payment) throw new Error("there is no payment");
  return payment;
}

describe("a filter by time", () => {
  const at = (operator: string, created_at: string) =>
    ask(
      key,
      "GET",
      `/payments?${new URLSearchParams({ query: JSON.stringify({ [operator]: { created_at } }) })}`,
    );

  it.each([
    "2026-02-30T00:00:00Z",
    "2026-01-05(foo)",
    "2026-01-05 10:00:00 PST",
    "2026-01-05T24:00:00Z",
    "2026-01-05T10:00:00",
    "2026-01-05",
  ])("refuses %s, which is no RFC 3339 time", async (text) => {
    const { status, body } = await at("$gte", text);
    expect([status, body.errorCode]).toEqual([400, "VALIDATION"]);
    expect(body.errorMessage).toMatch(/created_at needs an RFC 3339 time/);
  });

  it("is exact between two milliseconds", async () => {
    const reference = "between";
    const secret = await aKey((await aMerchant()).id);
    const body = aPayment(await aConnector(), {
      reference: `${reference}-${Date.now()}`,
      createdAt: "2026-01-05T10:00:00.000Z",
    });
    await ask(secret, "POST", "/payments", body);
    const finds = async (operator: string, created_at: string) => {
      const query = { $and: [{ $match: { reference: body.reference } }, { [operator]: { created_at } }] };
      const { cursor } = (
        await ask(secret, "GET", `/payments?${new URLSearchParams({ query: JSON.stringify(query) })}`)
      ).body;
      return cursor?.data.length;
    };
    const after = "2026-01-05T10:00:00.0009Z";
    const table = { $match: 0, $lt: 1, $lte: 1, $gt: 0, $gte: 0 };
    for (const [operator, count] of Object.entries(table))
      expect([operator, await finds(operator, after)]).toEqual([operator, count]);
    const exactly = { $match: 1, $lt: 0, $lte: 1, $gt: 0, $gte: 1 };
    for (const [operator, count] of Object.entries(exactly))
      expect([operator, await finds(operator, "2026-01-05T12:00:00+02:00")]).toEqual([operator, count]);
  });
});

describe("what is given together in version 3", () => {
  it("is accepted of a known payment in any order that a new one takes it in", async () => {
    const connectorID = await aConnector();
    const adjustments = [
      {
        reference: "re-1",
        createdAt: "2026-01-07T10:00:00Z",
        status: "REFUNDED",
        amount: 2_000,
        asset: "USD/2",
      },
      {
        reference: "ca-1",
        createdAt: "2026-01-06T10:00:00Z",
        status: "CAPTURE",
        amount: 1_000,
        asset: "USD/2",
      },
    ];
    const opened = {
      ...{ reference: "op-1", createdAt: "2026-01-05T10:00:00Z", status: "AUTHORISATION", asset: "USD/2" },
    };
    const payment = (given: object[]) => {
      const { reference, status: _, ...rest } = aPayment(connectorID, { amount: 1_340 });
      return { ...rest, reference, initialAmount: 1_340, scheme: "CARD_VISA", adjustments: given };
    };
    const whole = await ask(key, "POST", "/v3/payments", payment([opened, ...adjustments]));
    expect([whole.status, whole.body.data?.amount]).toEqual([201, 340n]);
    const known = payment([opened]);
    await ask(key, "POST", "/v3/payments", known);
    const moved = await ask(key, "POST", "/v3/payments", { ...known, adjustments });
    expect([moved.status, moved.body.data?.amount]).toEqual([201, 340n]);
    const beyond = { ...adjustments[0], reference: "re-2", amount: 341 };
    const refused = await ask(key, "POST", "/v3/payments", { ...known, adjustments: [beyond] });
    expect([refused.status, refused.body.errorCode]).toEqual([400, "VALIDATION"]);
  });
});
