import { beforeAll, describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { anInstalled, ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { aPoolWorld, type PoolWorld, refusalOf } from "./testing";

const ACCOUNT_OF_NOBODY = Buffer.from(
  JSON.stringify({ ConnectorID: { Provider: "GENERIC", Reference: "x" }, Reference: "y" }),
).toString("base64url");

let { key, reader, stranger, anAccount, aPool, accountsOf } = {} as PoolWorld;

beforeAll(async () => {
  ({ key, reader, stranger, anAccount, aPool, accountsOf } = await aPoolWorld());
});

describe("what is refused", () => {
  it("is another merchant's pool and accounts, as if they were not there", async () => {
    const account = await anAccount();
    const id = await aPool({ accountIDs: [account] });
    const theirs = await anAccount({ connectorID: await anInstalled(stranger) }, stranger);
    for (const [method, path, body] of [
      ["GET", `/v3/pools/${id}`],
      ["GET", `/v3/pools/${id}/balances/latest`],
      ["DELETE", `/v3/pools/${id}`],
      ["PATCH", `/v3/pools/${id}/query`, { query: {} }],
      ["POST", `/v3/pools/${id}/accounts/${theirs}`],
      ["DELETE", `/v3/pools/${id}/accounts/${account}`],
    ] as const)
      expect([path, (await ask(stranger, method, path, body)).status]).toEqual([path, 404]);
    expect((await ask(key, "POST", `/v3/pools/${id}/accounts/${theirs}`)).status).toBe(404);
    const foreign = await ask(key, "POST", "/v3/pools", { name: newId(), accountIDs: [account, theirs] });
    expect(refusalOf(foreign)).toEqual([400, "VALIDATION", expect.stringContaining("accountIDs.1")]);
    expect((await ask(stranger, "GET", "/v3/pools")).body.cursor?.data).toEqual([]);
    const unbound = await aKey(null);
    const mixed = await ask(unbound, "POST", "/v3/pools", { name: newId(), accountIDs: [account, theirs] });
    expect(refusalOf(mixed)).toEqual([400, "VALIDATION", expect.stringContaining("another merchant")]);
    expect((await ask(unbound, "POST", `/v3/pools/${id}/accounts/${theirs}`)).status).toBe(404);
    expect(await accountsOf(id)).toEqual([account]);
  });

  it("are accounts whose connector is taken away at that moment, and nothing fails", async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 5; round++) {
      const connectorID = await anInstalled(key);
      const [first, second] = [await anAccount({ connectorID }), await anAccount({ connectorID })];
      const id = await aPool({ accountIDs: [first] });
      const answers = await Promise.all([
        ask(key, "DELETE", `/v3/connectors/${connectorID}`),
        ask(key, "POST", "/v3/pools", { name: newId(), accountIDs: [first, second] }),
        ask(key, "POST", `/v3/pools/${id}/accounts/${second}`),
      ]);
      for (const { status } of answers) statuses.add(status);
      expect(await accountsOf(id)).toEqual([]);
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
  });

  it("is every change to a key that only reads", async () => {
    const account = await anAccount();
    const id = await aPool({ accountIDs: [account] });
    for (const [method, path, body] of [
      ["POST", "/v3/pools", { name: newId(), query: {} }],
      ["DELETE", `/v3/pools/${id}`],
      ["PATCH", `/v3/pools/${id}/query`, { query: {} }],
      ["POST", `/v3/pools/${id}/accounts/${account}`],
      ["DELETE", `/v3/pools/${id}/accounts/${account}`],
    ] as const)
      expect([path, (await ask(reader, method, path, body)).status]).toEqual([path, 403]);
    expect((await ask(reader, "GET", `/v3/pools/${id}/balances/latest`)).status).toBe(200);
  });

  it.each([
    [{ name: undefined }, "VALIDATION", "name is required"],
    [{ name: 5 }, "MISSING_OR_INVALID_BODY", "name must be a string"],
    [{ name: "" }, "VALIDATION", "name must not be empty"],
    [{ name: "a".repeat(1_001) }, "VALIDATION", "name must have at most"],
    [{ name: "a\u0000b" }, "VALIDATION", "name"],
    [{ query: undefined }, "VALIDATION", "accountIDs or a query"],
    [{ query: undefined, accountIDs: [] }, "VALIDATION", "accountIDs or a query"],
    [{ accountIDs: [ACCOUNT_OF_NOBODY] }, "VALIDATION", "query and accountIDs exclude"],
    [
      { query: undefined, accountIDs: [ACCOUNT_OF_NOBODY] },
      "VALIDATION",
      "accountIDs.0 is not a known account",
    ],
    [{ query: undefined, accountIDs: ["x"] }, "VALIDATION", "accountIDs.0 is not the id"],
    [{ query: { $match: { colour: "blue" } } }, "VALIDATION", "does not know the key colour"],
    [{ query: { $gt: { name: "a" } } }, "VALIDATION", "cannot compare name with $gt"],
    [{ query: { $match: { name: 5 } } }, "VALIDATION", "name needs a string"],
    [{ query: { $match: { name: "a\u0000" } } }, "VALIDATION", ""],
    [{ query: { name: "Cash" } }, "VALIDATION", "does not know the operator name"],
    [{ query: "x" }, "MISSING_OR_INVALID_BODY", "query must be an object"],
    [{ query: nested(9) }, "VALIDATION", "nested deeper"],
    [{ query: { $or: Array(51).fill({ $match: { type: "INTERNAL" } }) } }, "VALIDATION", "at most 50"],
  ])("is a body with %j", async (changes, code, message) => {
    const refused = await ask(key, "POST", "/v3/pools", { name: newId(), query: {}, ...changes });
    expect(refusalOf(refused)).toEqual([400, code, expect.stringContaining(message)]);
  });

  it("is an id that is none", async () => {
    const id = await aPool({ accountIDs: [await anAccount()] });
    expect((await ask(key, "GET", "/v3/pools/nothing")).body.errorCode).toBe("INVALID_ID");
    expect((await ask(key, "GET", `/v3/pools/${newId()}`)).body.errorCode).toBe("NOT_FOUND");
    expect((await ask(key, "POST", `/v3/pools/${id}/accounts/nothing`)).body.errorCode).toBe("INVALID_ID");
    const unknown = await ask(key, "POST", `/v3/pools/${id}/accounts/${ACCOUNT_OF_NOBODY}`);
    expect(unknown.body.errorCode).toBe("NOT_FOUND");
  });
});

function nested(levels: number): object {
  return levels === 0 ? { $match: { type: "INTERNAL" } } : { $not: nested(levels - 1) };
}
