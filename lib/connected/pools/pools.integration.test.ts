import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aPayment, ask } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { aPoolWorld, type PoolWorld, refusalOf } from "./testing";

let { key, connectorID, anAccount, aPool, accountsOf } = {} as PoolWorld;

holdToOriginal();

beforeAll(async () => {
  ({ key, connectorID, anAccount, aPool, accountsOf } = await aPoolWorld());
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

type Balances = Record<string, bigint>;

async function balancesOf(id: string, at?: string): Promise<Balances> {
  const path = at === undefined ? `/v3/pools/${id}/balances/latest` : `/v3/pools/${id}/balances?at=${at}`;
  const { data } = (await ask(key, "GET", path)).body;
  const rows = data as unknown as { asset: string; amount: bigint }[];
  return Object.fromEntries(rows.map(({ asset, amount }) => [asset, amount]));
}

const day = (number: number) => `2026-02-${String(number).padStart(2, "0")}T00:00:00Z`;

async function auditOf(id: string): Promise<string[]> {
  const rows = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_type = 'pool' AND object_id = $1 ORDER BY occurred_at, id",
    [id],
  );
  return rows.map(({ action }) => action);
}

describe("a pool", () => {
  it("is read in both wire versions, and forgotten when it is deleted", async () => {
    const account = await anAccount();
    const made = await ask(key, "POST", "/pools", { name: `Cash ${newId()}`, accountIDs: [account] });
    expect([made.status, made.body.data]).toEqual([
      200,
      { id: expect.any(String), name: expect.any(String), type: "STATIC", accounts: [account] },
    ]);
    const id = made.body.data?.id ?? "";
    expect((await ask(key, "GET", `/pools/${id}`)).body).toEqual(made.body);
    expect((await ask(key, "GET", `/v3/pools/${id}`)).body.data).toMatchObject({ poolAccounts: [account] });
    expect((await ask(key, "DELETE", `/v3/pools/${id}`)).status).toBe(204);
    expect((await ask(key, "GET", `/pools/${id}`)).status).toBe(404);
    expect((await ask(key, "DELETE", `/pools/${id}`)).status).toBe(404);
    expect((await ask(key, "GET", `/accounts/${account}`)).status).toBe(200);
    expect(await auditOf(id)).toEqual(["pool.created", "pool.deleted"]);
  });

  it("is made once by its name, however often and at once, and refused where the name says something else", async () => {
    const [one, other] = [await anAccount(), await anAccount()];
    const sent = { name: `Twice ${newId()}`, accountIDs: [one, other] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(key, "POST", "/v3/pools", sent)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    const ids = new Set(answers.map(({ body }) => body.data as unknown as string));
    expect(ids.size).toBe(1);
    expect(await auditOf([...ids][0] ?? "")).toEqual(["pool.created"]);
    const turned = await ask(key, "POST", "/pools", { ...sent, accountIDs: [other, one, other] });
    expect(turned.body.data?.id).toBe([...ids][0]);
    for (const changed of [{ accountIDs: [one] }, { accountIDs: undefined, query: {} }])
      expect((await ask(key, "POST", "/v3/pools", { ...sent, ...changed })).body.errorCode).toBe("CONFLICT");
  });

  it("takes accounts and gives them back, each once, at once too", async () => {
    const [one, other] = [await anAccount(), await anAccount()];
    const id = await aPool({ accountIDs: [one] });
    const adding = Array.from({ length: 6 }, () => ask(key, "POST", `/v3/pools/${id}/accounts/${other}`));
    expect((await Promise.all(adding)).map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect((await ask(key, "POST", `/pools/${id}/accounts`, { accountID: other })).status).toBe(204);
    expect(await accountsOf(id)).toEqual([one, other]);
    for (const version of ["", "/v3"])
      expect((await ask(key, "DELETE", `${version}/pools/${id}/accounts/${one}`)).status).toBe(204);
    expect(await accountsOf(id)).toEqual([other]);
    expect(await auditOf(id)).toEqual(["pool.created", "pool.account_added", "pool.account_removed"]);
  });

  it("has the accounts its query means, those made later too, until the query is changed", async () => {
    const tag = newId();
    const tagged = { metadata: { region: tag } };
    const [inside, outside] = [await anAccount(tagged), await anAccount({ name: "Elsewhere" })];
    const query = {
      $and: [{ $match: { "metadata[region]": tag } }, { $not: { $match: { type: "EXTERNAL" } } }],
    };
    const id = await aPool({ query });
    expect(await accountsOf(id)).toEqual([inside]);
    const later = await anAccount({ ...tagged, defaultAsset: "EUR/2" });
    await anAccount({ ...tagged, type: "EXTERNAL" });
    expect(await accountsOf(id)).toEqual([inside, later]);
    const shown = (await ask(key, "GET", `/pools/${id}`)).body.data;
    expect(shown).toMatchObject({ type: "DYNAMIC", query });
    for (const [changed, accounts] of [
      [{ $match: { id: outside } }, [outside]],
      [{ $and: [query, { $match: { default_asset: "EUR/2" } }] }, [later]],
      [{ $or: [{ $match: { id: inside } }, { $match: { id: outside } }] }, [inside, outside]],
      [{ $and: [query, { $match: { connector_id: connectorID } }] }, [inside, later]],
      [{ $match: { psu_id: newId() } }, []],
      [{ $match: { reference: "nobody's" } }, []],
    ] as const) {
      expect((await ask(key, "PATCH", `/v3/pools/${id}/query`, { query: changed })).status).toBe(204);
      expect(await accountsOf(id)).toEqual(accounts);
    }
    const hand = await ask(key, "POST", `/v3/pools/${id}/accounts/${outside}`);
    expect(refusalOf(hand)).toEqual([400, "VALIDATION", expect.stringContaining("has a query")]);
    const fixed = await aPool({ accountIDs: [inside] });
    const asked = await ask(key, "PATCH", `/pools/${fixed}/query`, { query: {} });
    expect(refusalOf(asked)).toEqual([400, "VALIDATION", expect.stringContaining("made with a query")]);
  });
});

describe("a pool of a payment service user", () => {
  it("has the accounts that connectors made of their bank accounts, and of no others", async () => {
    const madeId = async (path: string, body: object) =>
      (await ask(key, "POST", `/v3${path}`, body)).body.data as unknown as string;
    const details = { name: "Rosa", accountNumber: "123456789" };
    const [bank, other] = [await madeId("/bank-accounts", details), await madeId("/bank-accounts", details)];
    const user = await madeId("/payment-service-users", { name: "Rosa", bankAccountIDs: [bank] });
    const id = await aPool({ query: { $match: { psu_id: user.toUpperCase() } } });
    expect(await accountsOf(id)).toEqual([]);
    for (const each of [bank, other])
      await ask(key, "POST", `/v3/bank-accounts/${each}/forward`, { connectorID });
    const { body } = await ask(key, "GET", `/v3/bank-accounts/${bank}`);
    const made = body.data?.relatedAccounts as { accountID: string }[];
    expect(await accountsOf(id)).toEqual(made.map(({ accountID }) => accountID));
    expect(made).toHaveLength(1);
    await ask(key, "DELETE", `/v3/payment-service-users/${user}`);
    expect(await accountsOf(id)).toEqual([]);
  });
});

describe("a pool's balances", () => {
  it("are the sum of its accounts' at any time, whatever was paid between them", async () => {
    const accounts = [await anAccount(), await anAccount(), await anAccount()];
    const tag = newId();
    const outside = await anAccount({ metadata: { outside: tag } });
    const fixed = await aPool({ accountIDs: accounts });
    const meant = await aPool({
      query: { $or: accounts.map((id) => ({ $match: { id } })) },
    });
    const place = fc.constantFrom(...accounts, outside, undefined);
    const move = fc.record({
      sourceAccountID: place,
      destinationAccountID: place,
      type: fc.constantFrom("PAY-IN", "PAYOUT", "TRANSFER"),
      status: fc.constantFrom("SUCCEEDED", "PENDING", "REFUNDED", "DISPUTE"),
      asset: fc.constantFrom("USD/2", "EUR/2", "JPY/0"),
      amount: fc.integer({ min: 0, max: 1_000_000 }),
      on: fc.integer({ min: 2, max: 20 }),
    });
    for (const { on, ...moved } of fc.sample(move, { numRuns: 40, seed: 7 })) {
      const sent = aPayment(connectorID, { ...moved, createdAt: day(on) });
      expect((await ask(key, "POST", "/payments", JSON.stringify(sent))).status).toBe(200);
    }
    let moments = 0;
    for (const at of [day(1), day(4), day(9), day(15), day(21)]) {
      const sum: Balances = {};
      for (const account of accounts) {
        const { cursor } = (await ask(key, "GET", `/v3/accounts/${account}/balances?toTimestamp=${at}`)).body;
        for (const { asset, balance } of (cursor?.data ?? []) as unknown as {
          asset: string;
          balance: bigint;
        }[])
          sum[asset] = (sum[asset] ?? 0n) + balance;
      }
      expect(await balancesOf(fixed, at)).toEqual(sum);
      expect(await balancesOf(meant, at)).toEqual(sum);
      if (Object.keys(sum).length > 0) moments += 1;
    }
    expect(moments).toBeGreaterThan(2);
    expect(await balancesOf(fixed)).toEqual(await balancesOf(fixed, day(21)));
  });

  it("name the accounts they come from, and stay exact beyond what a payment may have", async () => {
    const [one, other, empty] = [await anAccount(), await anAccount(), await anAccount()];
    for (const destinationAccountID of [one, other]) {
      const most = aPayment(connectorID, { status: "SUCCEEDED", destinationAccountID, amount: 1 });
      const text = JSON.stringify(most).replace(/"amount":1\b/, '"amount":9223372036854775807');
      expect((await ask(key, "POST", "/payments", text)).status).toBe(200);
    }
    const id = await aPool({ accountIDs: [one, other, empty] });
    const balance = {
      asset: "USD/2",
      amount: 18_446_744_073_709_551_614n,
      relatedAccounts: expect.toSatisfy((ids: string[]) => ids.sort().join() === [one, other].sort().join()),
    };
    const latest = (await ask(key, "GET", `/pools/${id}/balances/latest`)).body.data;
    expect(latest).toEqual([balance]);
    const then = (await ask(key, "GET", `/pools/${id}/balances?at=2026-02-28T00:00:00Z`)).body.data;
    expect(then).toEqual({ balances: [balance] });
  });

  it("want a time in the first wire version, and one that is a time", async () => {
    const id = await aPool({ query: { $match: { reference: newId() } } });
    expect((await ask(key, "GET", `/v3/pools/${id}/balances`)).body.data).toEqual([]);
    expect((await ask(key, "GET", `/pools/${id}/balances`)).body.errorCode).toBe("VALIDATION");
    for (const version of ["", "/v3"]) {
      const refused = await ask(key, "GET", `${version}/pools/${id}/balances?at=yesterday`);
      expect(refusalOf(refused)).toEqual([400, "VALIDATION", expect.stringContaining("at must be")]);
    }
  });
});

describe("a list of pools", () => {
  it("is paged newest first, and back, with nothing twice", async () => {
    const merchant = (await aMerchant()).id;
    const own = await aKey(merchant);
    for (let n = 0; n < 5; n++) await aPool({ query: {} }, own);
    const first = (await ask(own, "GET", "/v3/pools?pageSize=2")).body.cursor;
    const second = (await ask(own, "GET", `/v3/pools?cursor=${first?.next}`)).body.cursor;
    const third = (await ask(own, "GET", `/v3/pools?cursor=${second?.next}`)).body.cursor;
    const ids = [first, second, third].flatMap((page) => page?.data.map(({ id }) => id) ?? []);
    expect([ids.length, new Set(ids).size, third?.hasMore]).toEqual([5, 5, false]);
    const back = (await ask(own, "GET", `/v3/pools?cursor=${third?.previous}`)).body.cursor;
    expect(back?.data).toEqual(second?.data);
    const all = (await ask(own, "GET", "/pools")).body.cursor?.data ?? [];
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect((await ask(own, "GET", "/v3/pools?name=x")).status).toBe(400);
  });
});
