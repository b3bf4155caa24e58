import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { runPrepared, runUnprepared, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { amountOrder } from "@/lib/money/amount";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import type { Ctx } from "@/lib/verb/context";
import { getOverview } from "./overview";
import { EVERYTHING } from "./search";
import { searchPayments } from "./search-payments";

/** Five francs, in three precisions, and a tenth of a Rappen more. */
const FRANCS = [
  ["CHF/2", 100],
  ["CHF/6", 1_000_000],
  ["CHF/0", 3],
  ["CHF/3", 1],
] as const;

let merchantId: string;
let key: string;
let connectorID: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
  connectorID = await aConnector();
  const createdAt = new Date(Date.now() - 60_000).toISOString();
  for (const [asset, amount] of FRANCS)
    await ask(
      key,
      "POST",
      "/payments",
      aPayment(connectorID, { asset, amount, createdAt, status: "SUCCEEDED" }),
    );
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

function ofMerchant(): Ctx {
  const actor = { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId } as const;
  return { ...contextOf("viewer"), actor: { ...actor, scopes: [...actor.scopes] } };
}

const shown = (currency: string, precision: number, amountMinor: bigint) => ({
  currency,
  precision,
  amountMinor,
});

describe("payments of one currency in several precisions", () => {
  it("are added up in one unit on the overview, today and by day", async () => {
    const { currencies } = await getOverview({
      ctx: ofMerchant(),
      input: { days: 7, timeZone: "UTC", basis: "event" },
    });
    expect(currencies).toHaveLength(1);
    expect(currencies[0]).toMatchObject({ currency: "CHF", precision: 3, collectedMinor: 5_001n });
    expect(currencies[0]?.days.reduce((sum, { collectedMinor }) => sum + collectedMinor, 0n)).toBe(5_001n);
  });

  it("do not break the overview when together they are more than the largest of them", async () => {
    const own = (await aMerchant()).id;
    const huge = { asset: "CHF/18", amount: "9223372036854775807", status: "SUCCEEDED" };
    for (let n = 0; n < 3; n++) {
      const createdAt = new Date(Date.now() - 60_000).toISOString();
      const body = JSON.stringify({ ...aPayment(connectorID, huge), createdAt });
      await ask(await aKey(own), "POST", "/payments", body.replace(`"${huge.amount}"`, huge.amount));
    }
    const { actor, ...ctx } = ofMerchant();
    const { currencies } = await getOverview({
      ctx: { ...ctx, actor: { ...actor, merchantId: own } as Ctx["actor"] },
      input: { days: 7, timeZone: "UTC", basis: "event" },
    });
    expect(currencies[0]?.collectedMinor).toBe(3n * 9_223_372_036_854_775_807n);
  });

  it.each([
    ["1", undefined, ["CHF/0", "CHF/2", "CHF/6"]],
    ["1.01", undefined, ["CHF/0"]],
    [undefined, "1", ["CHF/2", "CHF/3", "CHF/6"]],
    ["0.001", "0.5", ["CHF/3"]],
  ])("are found between %s and %s by what they are worth", async (min, max, found) => {
    const search = { ...EVERYTHING, ...(min && { min }), ...(max && { max }) };
    const { rows } = await searchPayments({ ctx: ofMerchant(), input: { search, timeZone: "UTC" } });
    expect(rows.map(({ currency, precision }) => `${currency}/${precision}`).sort()).toEqual(found);
  });

  it.each([
    ["amount:desc", ["CHF/0", "CHF/6", "CHF/2", "CHF/3"]],
    ["amount:asc", ["CHF/3", "CHF/6", "CHF/2", "CHF/0"]],
  ])("are listed by what they are worth, a page at a time: %s", async (sort, expected) => {
    const seen: unknown[] = [];
    let cursor = (await ask(key, "GET", `/payments?sort=${sort}&pageSize=1`)).body.cursor;
    while (cursor) {
      seen.push(...cursor.data.map(({ asset }) => asset));
      cursor = cursor.next
        ? (await ask(key, "GET", `/payments?cursor=${cursor.next}`)).body.cursor
        : undefined;
    }
    expect(seen).toEqual(expected);
  });

  it("say what is left of them in their own unit", async () => {
    const body = aPayment(connectorID, { asset: "CHF/6", amount: 1_000_000, status: "SUCCEEDED" });
    await ask(key, "POST", "/payments", body);
    const over = { ...body, status: "REFUNDED", amount: 1_000_001, createdAt: "2026-01-06T00:00:00Z" };
    const { body: refusal } = await ask(key, "POST", "/payments", over);
    expect(refusal).toMatchObject({
      errorCode: "VALIDATION",
      errorMessage: expect.stringContaining("1000000"),
    });
  });
});

describe("the order of amounts in the database", () => {
  it("is that of lib/money for every currency and precision", async () => {
    const amounts = CURRENCY_CODES.flatMap((currency) =>
      [0, 2, 5, 18].map((precision) => shown(currency, precision, 123_456_789n)),
    );
    const rows = await runPrepared<{ place: string }>(
      statement(`
        SELECT amount_order(a.minor, a.currency, a.precision)::text AS place
        FROM jsonb_to_recordset($1::jsonb) AS a (minor bigint, currency text, precision smallint, n integer) ORDER BY a.n`),
      [
        JSON.stringify(
          amounts.map(({ amountMinor, ...rest }, n) => ({ ...rest, minor: amountMinor.toString(), n })),
        ),
      ],
    );
    expect(rows.map(({ place }) => BigInt(place.replace(/\.0+$/, "")))).toEqual(amounts.map(amountOrder));
  });

  it("is that of an index, whichever page is read", async () => {
    const plan = await transaction(async (tx) => {
      // There are too few rows here for an index to pay.
      await tx.query("SET LOCAL enable_seqscan = off");
      return runUnprepared<{ "QUERY PLAN": string }>(
        `EXPLAIN SELECT p.id FROM payment p
         WHERE (amount_order(p.amount_minor, p.currency, p.precision), p.id) < (5::numeric, $1::uuid)
         ORDER BY amount_order(p.amount_minor, p.currency, p.precision) DESC, p.id DESC LIMIT 15`,
        [newId()],
        tx,
      );
    });
    const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(lines).toContain("payment_amount_order");
    expect(lines).not.toContain("Sort");
  });
});
