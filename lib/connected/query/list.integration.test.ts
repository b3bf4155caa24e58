import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aLink, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask, type WirePayment } from "@/lib/connected/testing";
import { spellId } from "@/lib/ids";
import { QUERY_CONDITIONS_MAX, QUERY_DEPTH_MAX } from "./query";

let merchant: { id: string };
let key: string;
let connectorID: string;
const made: WirePayment[] = [];

const KINDS = [
  {
    status: "SUCCEEDED",
    amount: 100,
    asset: "USD/2",
    scheme: "visa",
    type: "PAY-IN",
    metadata: { team: "a" },
  },
  { status: "FAILED", amount: 200, asset: "EUR/2", scheme: "sepa debit", type: "PAYOUT" },
  {
    status: "CAPTURE",
    amount: 300,
    asset: "JPY/0",
    scheme: "other",
    type: "TRANSFER",
    metadata: { team: "b" },
  },
  { status: "AUTHORISATION", amount: 400, asset: "USD/2", scheme: "visa", type: "UNKNOWN" },
];

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
  connectorID = await aConnector();
  for (let n = 0; n < 24; n++) {
    const createdAt = new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
    const { body } = await ask(
      key,
      "POST",
      "/payments",
      aPayment(connectorID, { ...KINDS[n % 4], createdAt }),
    );
    if (body.data) made.unshift(body.data);
  }
});

type Query = Record<string, string>;
const list = async (query: Query = {}, version = "", secret = key) =>
  (await ask(secret, "GET", `${version}/payments?${new URLSearchParams(query)}`)).body;
const find = async (query: object, version = "") =>
  (await list({ query: JSON.stringify(query), pageSize: "100" }, version)).cursor?.data ?? [];

const ARRIVING = 1_000;
const AT_ONCE = 40;

describe("pages", () => {
  it("are fifteen long, newest first, and say when there is no more", async () => {
    const { cursor } = await list();
    expect(cursor).toMatchObject({ pageSize: 15n, hasMore: true });
    expect(cursor).not.toHaveProperty("previous");
    expect(cursor?.data.map(({ id }) => id)).toEqual(made.slice(0, 15).map(({ id }) => id));
    expect(cursor?.data[0]?.adjustments).toEqual([]);
    const second = (await list({ cursor: cursor?.next ?? "" })).cursor;
    expect(second?.data.map(({ id }) => id)).toEqual(made.slice(15).map(({ id }) => id));
    expect([second?.hasMore, second?.next]).toEqual([false, undefined]);
    const back = (await list({ cursor: second?.previous ?? "" })).cursor;
    expect(back?.data.map(({ id }) => id)).toEqual(made.slice(0, 15).map(({ id }) => id));
    expect(back?.previous).toBeUndefined();
  });

  it.each(["createdAt:desc", "createdAt:asc", "amount:desc", "amount:asc"])(
    "walk every payment once forwards and back, sorted by %s",
    async (sort) => {
      const forwards: WirePayment[] = [];
      const pages: string[] = [];
      let cursor = (await list({ sort, pageSize: "5" })).cursor;
      for (;;) {
        forwards.push(...(cursor?.data ?? []));
        pages.push(...(cursor?.data ?? []).slice(0, 1).map(({ id }) => id));
        if (!cursor?.next) break;
        cursor = (await list({ cursor: cursor.next })).cursor;
      }
      expect(new Set(forwards.map(({ id }) => id)).size).toBe(24);
      const values = forwards.map(({ amount, createdAt }) =>
        sort.startsWith("amount") ? amount : String(createdAt),
      );
      const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(values).toEqual(sort.endsWith("asc") ? sorted : sorted.reverse());
      const backwards: string[] = [];
      while (cursor?.previous) {
        cursor = (await list({ cursor: cursor.previous })).cursor;
        backwards.unshift(cursor?.data[0]?.id ?? "");
      }
      expect(backwards).toEqual(pages.slice(0, -1));
    },
  );

  it("show each older payment exactly once while a thousand new ones arrive", async () => {
    const own = await aKey((await aMerchant()).id);
    const before = await Promise.all(
      Array.from({ length: 30 }, () =>
        ask(own, "POST", "/payments", aPayment(connectorID, { createdAt: "2026-02-01T00:00:00Z" })),
      ),
    );
    let arrived = 0;
    // Half of them are younger than what is being read, half of them older: they arrive on both sides of the reader.
    const arriving = Array.from({ length: ARRIVING / AT_ONCE }, async (_, batch) => {
      for (let each = 0; each < AT_ONCE; each++) {
        const createdAt = (batch + each) % 2 ? "2026-03-01T00:00:00Z" : "2026-01-01T00:00:00Z";
        const { status } = await ask(own, "POST", "/payments", aPayment(connectorID, { createdAt }));
        if (status === 200) arrived += 1;
      }
    });
    const walks = async () => {
      const seen: string[] = [];
      let cursor = (await list({ pageSize: "7" }, "", own)).cursor;
      for (;;) {
        seen.push(...(cursor?.data ?? []).map(({ id }) => id));
        if (!cursor?.next) return seen;
        cursor = (await list({ cursor: cursor.next }, "", own)).cursor;
      }
    };
    let over = false;
    const all = Promise.all(arriving).finally(() => {
      over = true;
    });
    const during: string[][] = [];
    while (!over) during.push(await walks());
    await all;
    expect([arrived, during.length > 0]).toEqual([ARRIVING, true]);
    for (const seen of during)
      for (const { body } of before) expect(seen.filter((id) => id === body.data?.id)).toHaveLength(1);
  });

  it.each([
    ["pageSize=x", "invalid 'pageSize' query param"],
    ["pageSize=-1", "invalid 'pageSize' query param"],
    ["cursor=nonsense", "invalid 'cursor' query param"],
    ["sort=reference", "sort"],
  ])("answer 400 to ?%s", async (query, message) => {
    const { status, body } = await ask(key, "GET", `/payments?${query}`);
    expect([status, body.errorCode]).toEqual([400, "VALIDATION"]);
    expect(body.errorMessage).toContain(message);
  });

  it("take 0 as the default, cap at a hundred, and refuse a cursor that was tampered with or is another list's", async () => {
    expect((await list({ pageSize: "0" })).cursor?.pageSize).toBe(15n);
    for (const many of ["1000", "99999999999999999999"])
      expect((await list({ pageSize: many })).cursor?.pageSize).toBe(100n);
    const next = (await list()).cursor?.next ?? "";
    expect((await list({ cursor: `x${next.slice(1)}` })).errorMessage).toBe("invalid 'cursor' query param");
    expect((await list({ cursor: next }, "/v3")).errorMessage).toBe("invalid 'cursor' query param");
  });
});

describe("the query language", () => {
  const count = async (query: object, version = "") => (await find(query, version)).length;

  it("matches every key of the contract", async () => {
    expect(await count({ $match: { reference: made[0]?.reference } })).toBe(1);
    expect(await count({ $match: { id: made[0]?.id } })).toBe(1);
    expect(await count({ $match: { connector_id: connectorID } })).toBe(24);
    expect(await count({ $match: { type: "PAYOUT" } })).toBe(6);
    expect(await count({ $match: { type: "OTHER" } })).toBe(6);
    expect(await count({ $match: { asset: "USD/2" } })).toBe(12);
    expect(await count({ $match: { scheme: "sepa debit" } })).toBe(6);
    expect(await count({ $match: { scheme: "SEPA_DEBIT" } })).toBe(6);
    expect(await count({ $match: { "metadata[team]": "a" } })).toBe(6);
    expect(await count({ $gte: { amount: 300 } })).toBe(12);
    expect(await count({ $lt: { initial_amount: 200 } })).toBe(6);
    expect(
      await count({
        $and: [
          { $gte: { created_at: "2026-01-03T00:00:00Z" } },
          { $lt: { created_at: "2026-01-05T00:00:00Z" } },
        ],
      }),
    ).toBe(2);
    expect(await count({ $not: { $match: { status: "FAILED" } } })).toBe(18);
    expect(await count({ $or: [{ $match: { scheme: "other" } }, { $match: { type: "PAYOUT" } }] })).toBe(12);
    expect(await count({ $match: { source_account_id: "nobody" } })).toBe(0);
    expect(await count({ $not: { $match: { destination_account_id: "nobody" } } })).toBe(24);
  });

  it("matches what its version shows", async () => {
    expect(await count({ $match: { status: "PENDING" } })).toBe(6);
    expect(await count({ $match: { status: "SUCCEEDED" } })).toBe(12);
    expect(await count({ $match: { status: "CAPTURE" } })).toBe(0);
    expect(await count({ $match: { status: "CAPTURE" } }, "/v3")).toBe(6);
    expect(await count({ $match: { status: "AUTHORISATION" } }, "/v3")).toBe(6);
  });

  it("survives the cursor", async () => {
    const first = await list({ query: JSON.stringify({ $match: { status: "FAILED" } }), pageSize: "4" });
    const second = await list({ cursor: first.cursor?.next ?? "" });
    const shown = [...(first.cursor?.data ?? []), ...(second.cursor?.data ?? [])].map(({ status }) => status);
    expect(shown).toEqual(Array(6).fill("FAILED"));
  });

  const deep = (levels: number): object =>
    levels === 0 ? { $match: { reference: "x" } } : { $not: deep(levels - 1) };
  it.each([
    ["an unknown key, naming it", { $match: { colour: "red" } }, "colour"],
    ["an unknown operator", { $regex: { reference: ".*" } }, "$regex"],
    ["two keys in one object", { $match: { reference: "a" }, $not: {} }, "one key"],
    ["a comparison of text", { $gt: { reference: "a" } }, "reference"],
    ["text for an amount", { $gt: { amount: "1" } }, "amount"],
    ["a status that is none", { $match: { status: "X" } }, "status"],
    ["an empty $and", { $and: [] }, "$and"],
    ["what is nested too deep", deep(QUERY_DEPTH_MAX + 1), String(QUERY_DEPTH_MAX)],
    [
      "what has too many conditions",
      { $or: Array(QUERY_CONDITIONS_MAX + 1).fill({ $match: { type: "PAYOUT" } }) },
      String(QUERY_CONDITIONS_MAX),
    ],
    ["a NUL in a text", { $match: { reference: "a\0b" } }, "reference"],
    ["a NUL in a key of the metadata", { $match: { "metadata[a\0]": "x" } }, "NUL"],
    ["a lone surrogate", { $match: { "metadata[a]": "\ud800" } }, "surrogate"],
    ["no time", { $gt: { created_at: "yesterday" } }, "created_at"],
  ])("refuses %s", async (_, query, named) => {
    const body = await list({ query: JSON.stringify(query) });
    expect(body.errorCode).toBe("VALIDATION");
    expect(body.errorMessage).toContain(named);
  });

  it("refuses what is no JSON, and is not fooled by SQL", async () => {
    expect((await list({ query: "{" })).errorCode).toBe("VALIDATION");
    expect(await count({ $match: { reference: "' OR 1=1 --" } })).toBe(0);
    expect(await count({ $match: { "metadata[a' OR '1'='1]": "x" } })).toBe(0);
  });
});

describe("payments of the other doors", () => {
  it("are listed and read with their history, under the connector that holds them", async () => {
    const link = await aLink({ merchantId: merchant.id, amount: 4_900n });
    const [found] = await find({ $match: { reference: spellId("pay", link.id) } });
    expect(found).toMatchObject({
      status: "PENDING",
      amount: 4_900n,
      asset: "EUR/2",
      provider: "GENERIC",
      type: "PAY-IN",
    });
    const read = await ask(key, "GET", `/payments/${found?.id}`);
    expect(read.body.data?.adjustments).toHaveLength(1);
    const adjustment = { reference: "by hand", createdAt: new Date().toISOString(), amount: 1 };
    const cancelled = await ask(key, "POST", `/payments/${found?.id}/adjustments`, {
      ...adjustment,
      status: "CANCELLED",
    });
    expect([cancelled.status, cancelled.body.data?.status]).toEqual([201, "CANCELLED"]);
    const again = await ask(key, "POST", `/payments/${found?.id}/adjustments`, {
      ...adjustment,
      status: "CANCELLED",
    });
    expect(again.status).toBe(200);
    const illegal = await ask(key, "POST", `/payments/${found?.id}/adjustments`, {
      ...adjustment,
      status: "SUCCEEDED",
    });
    expect([illegal.status, illegal.body.errorCode]).toEqual([400, "CONFLICT"]);
  });
});
