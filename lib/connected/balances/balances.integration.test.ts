import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

let key: string;
let connectorID: string;
let ours: string;
let theirs: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
  ours = await anAccount();
  theirs = await anAccount();
});

async function anAccount(): Promise<string> {
  const sent = { reference: newId(), connectorID, createdAt: "2026-01-01T00:00:00Z", type: "INTERNAL" };
  return (await ask(key, "POST", "/accounts", sent)).body.data?.id ?? "";
}

const day = (number: number) => `2026-01-${String(number).padStart(2, "0")}T00:00:00Z`;

async function balanceOf(id: string, query = "", secret = key) {
  const { status, body } = await ask(secret, "GET", `/v3/accounts/${id}/balances${query}`);
  return body.cursor
    ? body.cursor.data.map(({ asset, balance }) => [asset, balance])
    : [status, body.errorCode];
}

describe("an account's balance", () => {
  it("is what arrived less what left, by asset, as it was at any time", async () => {
    const arriving = aPayment(connectorID, { destinationAccountID: ours, sourceAccountID: theirs });
    const move = (body: object) => ask(key, "POST", "/payments", body);
    await move({ ...arriving, createdAt: day(2) });
    await move({ ...arriving, status: "SUCCEEDED", createdAt: day(3) });
    await move({ ...arriving, status: "REFUNDED", amount: 340, createdAt: day(5) });
    await move({ ...arriving, status: "DISPUTE", amount: 100, createdAt: day(7) });
    await move({ ...arriving, status: "DISPUTE_WON", amount: 100, createdAt: day(9) });
    const payout = {
      sourceAccountID: ours,
      type: "PAYOUT",
      amount: 250,
      status: "SUCCEEDED",
      createdAt: day(11),
    };
    await move(aPayment(connectorID, payout));
    await move(aPayment(connectorID, { ...payout, asset: "JPY/0", status: "FAILED" }));
    await move(aPayment(connectorID, { ...payout, asset: "JPY/0", type: "TRANSFER", amount: 5 }));
    const at = async (number: number) => balanceOf(ours, `?toTimestamp=${day(number)}`);
    expect(await at(2)).toEqual([]);
    expect(await at(4)).toEqual([["USD/2", 1_340n]]);
    expect(await at(6)).toEqual([["USD/2", 1_000n]]);
    expect(await at(8)).toEqual([["USD/2", 900n]]);
    expect(await at(10)).toEqual([["USD/2", 1_000n]]);
    expect(await balanceOf(ours)).toEqual([
      ["JPY/0", -5n],
      ["USD/2", 750n],
    ]);
    expect(await balanceOf(theirs)).toEqual([["USD/2", -1_000n]]);
    expect(await balanceOf(ours, "?asset=JPY/0")).toEqual([["JPY/0", -5n]]);
    expect(await balanceOf(theirs, `?fromTimestamp=${day(20)}`)).toEqual([]);
  });

  it("is listed by so many as the original's `limit` says, and on by its cursor", async () => {
    const listed = async (query: string) =>
      (await ask(key, "GET", `/accounts/${ours}/balances${query}`)).body.cursor;
    const first = await listed("?limit=1");
    expect(first).toMatchObject({ pageSize: 1n, hasMore: true, data: [{ asset: "JPY/0" }] });
    const next = await listed(`?cursor=${first?.next}`);
    expect(next).toMatchObject({ hasMore: false, data: [{ asset: "USD/2" }] });
    expect((await ask(key, "GET", `/accounts/${ours}/balances?limit=x`)).status).toBe(400);
  });

  it("stays exact beyond what a payment may have", async () => {
    const id = await anAccount();
    const most = { status: "SUCCEEDED", destinationAccountID: id };
    for (let n = 0; n < 2; n++)
      await ask(
        key,
        "POST",
        "/payments",
        JSON.stringify(aPayment(connectorID, { ...most, amount: 1 })).replace(
          /"amount":1\b/,
          '"amount":9223372036854775807',
        ),
      );
    expect(await balanceOf(id)).toEqual([["USD/2", 18_446_744_073_709_551_614n]]);
  });

  it("is the same to whoever asks: what another merchant records of it, at a connector they share, is not in it", async () => {
    const id = await anAccount();
    const pool = await ask(key, "POST", "/v3/pools", { name: newId(), accountIDs: [id] });
    const stranger = await aKey((await aMerchant()).id);
    for (const [secret, amount] of [
      [key, 100],
      [stranger, 7],
    ] as const) {
      const paid = aPayment(connectorID, { amount, status: "SUCCEEDED", destinationAccountID: id });
      expect((await ask(secret, "POST", "/payments", paid)).status).toBe(200);
    }
    const unbound = await aKey(null);
    for (const secret of [key, unbound]) {
      expect(await balanceOf(id, "", secret)).toEqual([["USD/2", 100n]]);
      const { body } = await ask(secret, "GET", `/v3/pools/${pool.body.data}/balances/latest`);
      expect(body.data).toMatchObject([{ asset: "USD/2", amount: 100n }]);
    }
  });

  it("is listed in version 1 by when it began or last changed, a page at a time, else by asset", async () => {
    const id = await anAccount();
    for (const [asset, n] of [
      ["EUR/2", 4],
      ["JPY/0", 2],
      ["USD/2", 6],
      ["JPY/0", 8],
    ] as const) {
      const paid = { asset, status: "SUCCEEDED", destinationAccountID: id, createdAt: day(n) };
      await ask(key, "POST", "/payments", aPayment(connectorID, paid));
    }
    const page = async (query: string) => (await ask(key, "GET", `/accounts/${id}/balances?${query}`)).body;
    const assets = async (query: string) => (await page(query)).cursor?.data.map(({ asset }) => asset);
    expect(await assets("")).toEqual(["EUR/2", "JPY/0", "USD/2"]);
    expect(await assets("sort=createdAt:asc")).toEqual(["JPY/0", "EUR/2", "USD/2"]);
    expect(await assets("sort=createdAt")).toEqual(["USD/2", "EUR/2", "JPY/0"]);
    expect(await assets("sort=lastUpdatedAt:desc")).toEqual(["JPY/0", "USD/2", "EUR/2"]);
    const { cursor } = await page("sort=createdAt:asc&pageSize=2");
    expect(await assets(`cursor=${cursor?.next}`)).toEqual(["USD/2"]);
    const { errorCode, errorMessage } = await page("sort=balance:asc");
    expect([errorCode, errorMessage]).toEqual(["VALIDATION", expect.stringContaining("createdAt:desc")]);
  });

  it("is nobody else's to see, and refuses a time that is none and a filter it does not know", async () => {
    expect(await balanceOf(ours, "", await aKey((await aMerchant()).id))).toEqual([404, "NOT_FOUND"]);
    expect(await balanceOf(ours, "?toTimestamp=yesterday")).toEqual([400, "VALIDATION"]);
    expect(await balanceOf(ours, "?sort=asset")).toEqual([400, "VALIDATION"]);
  });
});
