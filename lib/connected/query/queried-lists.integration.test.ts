import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

const ROWS = 5;
const CREATED = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

let key: string;
let connectorID: string;
const accounts: string[] = [];
const references: string[] = [];
const pools: string[] = [];
const transfers: string[] = [];

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  const made = await ask(key, "POST", "/connectors/dummypay", { name: `Bank ${newId()}` });
  connectorID = (made.body.data as unknown as { connectorID: string }).connectorID;
  for (let n = 0; n < ROWS; n++) {
    const reference = newId();
    const account = await ask(key, "POST", "/accounts", {
      ...{ reference, connectorID, createdAt: CREATED(n), accountName: `Account ${n}` },
      ...{ type: n < 2 ? "EXTERNAL" : "INTERNAL", defaultAsset: n % 2 ? "EUR/2" : "USD/2" },
      ...(n % 2 && { metadata: { team: "a", "a]b": "c" } }),
    });
    references.push(reference);
    accounts.push(account.body.data?.id ?? "");
    const pool = await ask(key, "POST", "/pools", { name: `Pool ${n}`, accountIDs: [accounts[n]] });
    pools.push(pool.body.data?.id ?? "");
  }
  for (let n = 0; n < ROWS; n++) {
    const sent = await ask(key, "POST", "/transfer-initiations", {
      ...{ reference: newId(), scheduledAt: CREATED(n), description: "", validated: n === 4 },
      ...{
        type: n === 3 ? "PAYOUT" : "TRANSFER",
        connectorID,
        amount: 100 * n + 1,
        asset: n ? "USD/2" : "EUR/2",
      },
      ...{ sourceAccountID: accounts[2], destinationAccountID: accounts[n === 3 ? 0 : (n % 2) + 3] },
      ...(n === 1 && { metadata: { team: "a" } }),
    });
    expect([n, sent.status]).toEqual([n, 200]);
    transfers.push(sent.body.data?.id ?? "");
    if (n === 2)
      await ask(key, "POST", `/transfer-initiations/${transfers[n]}/status`, { status: "REJECTED" });
  }
});

interface Listed {
  cursor?: { next?: string; previous?: string; data: { id: string }[] };
  errorCode?: string;
  errorMessage?: string;
}

const read = async (path: string, query: Record<string, string>) => {
  const { status, body } = await ask(key, "GET", `${path}?${new URLSearchParams(query)}`);
  return { status, ...(body as Listed) };
};
/** Which of what was made a query finds, oldest first. */
const found = async (path: string, made: readonly string[], query: object) => {
  const { cursor, errorMessage } = await read(path, { query: JSON.stringify(query) });
  return errorMessage ?? cursor?.data.map(({ id }) => made.indexOf(id)).sort();
};
type Finds = [name: string, value: () => unknown, expected: number[]];
const match = (of: string, value: unknown) => ({ $match: { [of]: value } });

const LISTS = [
  { list: "accounts", paths: ["/accounts", "/v3/accounts"], made: accounts },
  { list: "pools", paths: ["/pools", "/v3/pools"], made: pools },
  {
    list: "initiations",
    paths: ["/transfer-initiations", "/v3/payment-initiations"],
    made: transfers,
  },
];

describe("a query of accounts", () => {
  it.each<Finds>([
    ["id", () => accounts[1], [1]],
    ["reference", () => references[3], [3]],
    ["connector_id", () => connectorID, [0, 1, 2, 3, 4]],
    ["connector_id", () => "nothing", []],
    ["type", () => "EXTERNAL", [0, 1]],
    ["default_asset", () => "EUR/2", [1, 3]],
    ["default_asset", () => "gold", []],
    ["name", () => "Account 2", [2]],
    ["account_name", () => "Account 2", [2]],
    ["metadata[team]", () => "a", [1, 3]],
    ["metadata[a]b]", () => "c", [1, 3]],
    ["metadata[team]", () => "b", []],
    ["created_at", () => CREATED(4), [4]],
  ])("finds by %s in both versions", async (name, value, expected) => {
    for (const path of ["/accounts", "/v3/accounts"])
      expect([path, await found(path, accounts, match(name, value()))]).toEqual([path, expected]);
  });

  it("is joined and turned round, and compares when they were made", async () => {
    const team = match("metadata[team]", "a");
    const external = match("type", "EXTERNAL");
    expect(await found("/accounts", accounts, { $and: [team, external] })).toEqual([1]);
    expect(await found("/accounts", accounts, { $or: [team, external] })).toEqual([0, 1, 3]);
    expect(await found("/accounts", accounts, { $not: team })).toEqual([0, 2, 4]);
    expect(await found("/accounts", accounts, { $gte: { created_at: CREATED(3) } })).toEqual([3, 4]);
    expect(await found("/accounts", accounts, { $lt: { created_at: CREATED(1) } })).toEqual([0]);
  });
});

describe("a query of pools", () => {
  it("finds by id, name and when they were made", async () => {
    for (const path of ["/pools", "/v3/pools"]) {
      expect(await found(path, pools, match("id", pools[2]))).toEqual([2]);
      expect(await found(path, pools, match("id", "nothing"))).toEqual([]);
      expect(await found(path, pools, match("name", "Pool 3"))).toEqual([3]);
      expect(await found(path, pools, { $not: match("name", "Pool 3") })).toEqual([0, 1, 2, 4]);
      expect(await found(path, pools, { $gt: { created_at: CREATED(0) } })).toEqual([0, 1, 2, 3, 4]);
      expect(await found(path, pools, { $lt: { created_at: CREATED(0) } })).toEqual([]);
    }
  });
});

describe("a query of initiations", () => {
  it.each<Finds>([
    ["id", () => transfers[1], [1]],
    ["connector_id", () => connectorID, [0, 1, 2, 3, 4]],
    ["type", () => "PAYOUT", [3]],
    ["asset", () => "EUR/2", [0]],
    ["amount", () => 201, [2]],
    ["source_account_id", () => accounts[2], [0, 1, 2, 3, 4]],
    ["destination_account_id", () => accounts[4], [1]],
    ["metadata[team]", () => "a", [1]],
    ["status", () => "WAITING_FOR_VALIDATION", [0, 1, 3]],
    ["status", () => "REJECTED", [2]],
  ])("finds by %s in both versions", async (name, value, expected) => {
    for (const path of ["/transfer-initiations", "/v3/payment-initiations"])
      expect([path, await found(path, transfers, match(name, value()))]).toEqual([path, expected]);
  });

  it("finds in every status what its version shows so, and nothing else", async () => {
    for (const path of ["/transfer-initiations", "/v3/payment-initiations"]) {
      const { cursor } = await read(path, {});
      const shown = cursor?.data as unknown as { id: string; status: string }[];
      for (const status of new Set(shown.map((each) => each.status))) {
        const expected = shown
          .filter((each) => each.status === status)
          .map(({ id }) => transfers.indexOf(id));
        expect([path, status, await found(path, transfers, match("status", status))]).toEqual([
          path,
          status,
          expected.sort(),
        ]);
      }
      const every = path.startsWith("/v3")
        ? ["SCHEDULED_FOR_PROCESSING", "REVERSE_PROCESSING", "REVERSE_FAILED", "REVERSED", "FAILED"]
        : ["VALIDATED", "REVERSE_PROCESSING", "REVERSE_FAILED", "PARTIALLY_REVERSED", "REVERSED", "FAILED"];
      for (const status of every)
        expect([status, await found(path, transfers, match("status", status))]).toEqual([status, []]);
      expect(await found(path, transfers, match("status", "SHIPPED"))).toContain("status must be one of");
    }
  });

  it("compares amounts", async () => {
    expect(await found("/transfer-initiations", transfers, { $gt: { amount: 201 } })).toEqual([3, 4]);
    expect(await found("/transfer-initiations", transfers, { $lte: { initial_amount: 101 } })).toEqual([
      0, 1,
    ]);
    expect(await found("/v3/payment-initiations", transfers, { $gte: { amount: 301 } })).toEqual([3, 4]);
  });
});

describe.each(LISTS)("any query of $list", ({ paths, made }) => {
  it("goes with the cursor, there and back", async () => {
    for (const path of paths) {
      const query = JSON.stringify({ $not: match("id", made[2]) });
      const first = await read(path, { query, pageSize: "3" });
      const second = await read(path, { cursor: first.cursor?.next ?? "" });
      const ids = [...(first.cursor?.data ?? []), ...(second.cursor?.data ?? [])].map(({ id }) => id);
      expect(ids).toEqual([4, 3, 1, 0].map((n) => made[n]));
      expect(second.cursor?.next).toBeUndefined();
      const back = await read(path, { cursor: second.cursor?.previous ?? "" });
      expect(back.cursor?.data).toEqual(first.cursor?.data);
    }
  });

  it("is refused by the name of what it does not know, or cannot compare", async () => {
    for (const path of paths)
      for (const [query, words] of [
        ['{"$match":{"colour":"red"}}', "does not know the key colour"],
        ['{"$match":{"toString":"x"}}', "does not know the key toString"],
        ['{"$like":{"id":"x"}}', "does not know the operator $like"],
        ['{"$gt":{"id":"x"}}', "cannot compare id with $gt"],
        ['{"$match":{"id":5}}', "id needs a string"],
        ['{"$gt":{"created_at":"soon"}}', "created_at needs an RFC 3339 time"],
        ["{", "query"],
      ] as const) {
        const { status, errorCode, errorMessage } = await read(path, { query });
        expect([path, query, status, errorCode]).toEqual([path, query, 400, "VALIDATION"]);
        expect(errorMessage).toContain(words);
      }
  });

  it("finds nothing of another merchant's", async () => {
    const stranger = await aKey((await aMerchant()).id);
    for (const path of paths) {
      const query = new URLSearchParams({ query: JSON.stringify(match("id", made[0])) });
      const { body } = await ask(stranger, "GET", `${path}?${query}`);
      expect((body as Listed).cursor?.data).toEqual([]);
    }
  });
});

describe("the order of a list", () => {
  it.each([...LISTS.flatMap(({ paths }) => paths.slice(0, 1)), "/payments", "/bank-accounts"])(
    "of %s is one, and more are refused as that",
    async (path) => {
      for (const sort of ["sort=createdAt:asc&sort=createdAt:desc", "sort=createdAt:asc,createdAt:desc"]) {
        const { status, body } = await ask(key, "GET", `${path}?${sort}`);
        expect([sort, status, body.errorCode]).toEqual([sort, 400, "VALIDATION"]);
        expect(body.errorMessage).toContain("must name one order");
      }
      expect((await ask(key, "GET", `${path}?sort=createdAt:asc`)).status).toBe(200);
    },
  );

  it("is none of a parameter that is no list", async () => {
    const { status, body } = await ask(key, "GET", "/payments?pageSize=1&pageSize=2");
    expect([status, body.errorMessage]).toEqual([400, expect.stringContaining("must be given once")]);
  });
});
