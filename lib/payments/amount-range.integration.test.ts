import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { EVERYTHING } from "./search";
import { searchPayments } from "./search-payments";

/** What there is, as amounts of whole units. */
const AMOUNTS = [
  ["JPY/0", "12", 12],
  ["EUR/2", "12.34", 1_234],
  ["KWD/3", "12.345", 12_345],
  ["USD/6", "12.345678", 12_345_678],
  ["EUR/2", "900", 90_000],
] as const;

let merchantId: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  const key = await aKey(merchantId);
  const connectorID = await aConnector();
  for (const [asset, name, amount] of AMOUNTS)
    await ask(
      key,
      "POST",
      "/payments",
      aPayment(connectorID, { asset, amount, reference: `${name}-${newId()}` }),
    );
});

async function found(range: { min?: string; max?: string; currency?: string[] }): Promise<string[]> {
  const { rows } = await searchPayments({
    ctx: contextOf("viewer"),
    input: { search: { ...EVERYTHING, merchant: [merchantId], ...range }, timeZone: "UTC" },
  });
  return rows.map(({ reference }) => reference.split("-")[0] ?? "").sort();
}

describe("a range of amounts", () => {
  it.each([
    [{ min: "12" }, ["12", "12.34", "12.345", "12.345678", "900"]],
    [{ min: "12.000000000000000001" }, ["12.34", "12.345", "12.345678", "900"]],
    [{ min: "12.34", max: "12.345" }, ["12.34", "12.345"]],
    [{ min: "12.345", max: "12.345678" }, ["12.345", "12.345678"]],
    [{ max: "12.3449" }, ["12", "12.34"]],
    [{ min: "900", max: "900.00" }, ["900"]],
    [{ min: "9999999999999999999" }, []],
    [{ max: "9999999999999999999" }, ["12", "12.34", "12.345", "12.345678", "900"]],
    [{ min: "13", max: "12" }, []],
  ])("%j finds what lies in it, to the last decimal and in every precision", async (range, expected) => {
    expect(await found(range)).toEqual(expected);
    // Asked of one currency, by the index that has its amounts in order: the same, and no other's.
    for (const currency of ["JPY", "EUR", "KWD", "USD", "SEK"]) {
      const of = AMOUNTS.flatMap(([asset, name]) => (asset.startsWith(currency) ? [name] : []));
      const inCurrency = expected.filter((name) => of.some((each) => each === name));
      expect([currency, await found({ ...range, currency: [currency] })]).toEqual([currency, inCurrency]);
    }
    expect(await found({ ...range, currency: ["EUR", "JPY", "KWD", "USD"] })).toEqual(expected);
  });
});
