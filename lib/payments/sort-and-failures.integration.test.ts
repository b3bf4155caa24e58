import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { exportPayments } from "@/lib/kinds/export-payments";
import { SEARCH_PAGE_ROWS } from "./listing/read-page";
import { EVERYTHING, type PaymentSearch } from "./search";
import { searchPayments } from "./search-payments";
import type { PaymentSort } from "./sort";

const ctx = contextOf("operator");
let merchant: { id: string };

const find = (search: Partial<PaymentSearch>) =>
  searchPayments({
    ctx,
    input: { search: { ...EVERYTHING, merchant: [merchant.id], ...search }, timeZone: "UTC" },
  });
const idsOf = async (search: Partial<PaymentSearch>) => (await find(search)).rows.map(({ id }) => id);

describe("a list in another order", () => {
  const LINKS = SEARCH_PAGE_ROWS + 20;

  beforeAll(async () => {
    merchant = await aMerchant();
    for (let n = 0; n < LINKS; n++) {
      const { id } = await aLink({ merchantId: merchant.id, amount: BigInt(100 + ((n * 37) % 50)) });
      // Every third changed later, the older the later; many share an amount.
      if (n % 3 === 0)
        await pool().query(
          "UPDATE payment SET updated_at = updated_at + $2 * interval '1 hour' WHERE id = $1",
          [id, LINKS - n],
        );
    }
  });

  const SORTS: readonly (readonly [PaymentSort, string])[] = [
    ["oldest", "created_at, id"],
    ["changed", "updated_at DESC, id DESC"],
    ["changed_last", "updated_at, id"],
    ["largest", "initial_amount_minor DESC, id DESC"],
    ["smallest", "initial_amount_minor, id"],
  ];

  it.each(SORTS)(
    "%s first pages forwards and back over everything once, and the CSV follows",
    async (sort, order) => {
      const { rows } = await pool().query<{ id: string }>(
        `SELECT id FROM payment WHERE merchant_id = $1 ORDER BY ${order}`,
        [merchant.id],
      );
      const expected = rows.map(({ id }) => id);
      const search = { sort, currency: ["EUR"] };
      const first = await find(search);
      const second = await find({ ...search, older: first.older ?? "" });
      expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(expected);
      expect([first.newer, second.older]).toEqual([null, null]);
      const back = await find({ ...search, newer: second.newer ?? "" });
      expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
      const input = { search: { ...EVERYTHING, merchant: [merchant.id], ...search }, timeZone: "UTC" };
      let csv = "";
      for await (const chunk of await exportPayments({ ctx, input })) csv += chunk;
      const amounts = (of: readonly string[]) => of.map((line) => /EUR,([\d.]+)/.exec(line)?.[1]);
      const shown = [...first.rows, ...second.rows].map(
        (row) => `EUR,${(Number(row.initialAmountMinor) / 100).toFixed(2)}`,
      );
      expect(amounts(csv.trim().split("\n").slice(1))).toEqual(amounts(shown));
    },
  );

  it("is newest first while amounts of several currencies have none", async () => {
    expect(await idsOf({ sort: "largest" })).toEqual(await idsOf({}));
  });
});

describe("a payment whose attempt was declined", () => {
  let declined: { id: string; token: string };
  let untried: { id: string };

  beforeAll(async () => {
    merchant = await aMerchant();
    untried = await aLink({ merchantId: merchant.id });
    declined = await aLink({ merchantId: merchant.id });
    const method = { type: "card", card: cardOf("sbx_insufficient_funds"), saveMethod: false } as const;
    await payCheckout({ ctx: customerOf(declined.id), input: { token: declined.token, method } });
  });

  it("waits for another card, and is found by its failed attempt and by why it failed", async () => {
    const { rows } = await find({ attempts: "failed" });
    expect(rows.map(({ id, status }) => [id, status])).toEqual([[declined.id, "pending"]]);
    expect(await idsOf({ failure: ["insufficient_funds"] })).toEqual([declined.id]);
    expect(await idsOf({ failure: ["expired_card", "insufficient_funds"] })).toEqual([declined.id]);
    expect(await idsOf({ failure: ["expired_card"] })).toEqual([]);
    expect(await idsOf({})).toEqual([declined.id, untried.id]);
  });

  it("is found by it after another card was accepted", async () => {
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    await payCheckout({ ctx: customerOf(declined.id), input: { token: declined.token, method } });
    const { rows } = await find({ attempts: "failed" });
    expect(rows.map(({ id, status }) => [id, status])).toEqual([[declined.id, "succeeded"]]);
  });
});
