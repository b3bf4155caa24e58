import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { spellId } from "@/lib/ids";
import { exportPayments } from "@/lib/kinds/export-payments";
import { SEARCH_PAGE_ROWS } from "./listing/read-page";
import { EVERYTHING, type PaymentSearch } from "./search";
import { searchPayments } from "./search-payments";

const operator = contextOf("operator");
let merchant: { id: string };
let paid: Awaited<ReturnType<typeof aLink>>;

const find = (search: Partial<PaymentSearch>, ctx = operator) =>
  searchPayments({
    ctx,
    input: { search: { ...EVERYTHING, merchant: [merchant.id], ...search }, timeZone: "UTC" },
  });
const idsOf = async (search: Partial<PaymentSearch>) => (await find(search)).rows.map(({ id }) => id);

beforeAll(async () => {
  merchant = await aMerchant();
  paid = await aLink({ merchantId: merchant.id, withCustomer: true, amount: 12_345n });
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(paid.id), input: { token: paid.token, method } });
  for (let n = 0; n < SEARCH_PAGE_ROWS * 2; n++) await aLink({ merchantId: merchant.id });
});

describe("searching payments", () => {
  it("finds one by its id in any spelling, its e-mail, its name and its last four digits", async () => {
    const id = paid.id;
    for (const q of [
      id,
      id.toUpperCase(),
      id.replaceAll("-", ""),
      spellId("pay", id),
      "ANA@example",
      "ana ruiz",
      "4242",
    ]) {
      expect([q, await idsOf({ q })]).toEqual([q, [id]]);
    }
    expect(await idsOf({ q: "100%_nothing" })).toEqual([]);
  });

  it("finds a reference by its number and by its words in any order, and only where it has all of them", async () => {
    const shop = await aMerchant();
    const { payment } = await createCheckoutPayment({
      ctx: operator,
      input: {
        ...{ amount: 4_900n, currency: "EUR", merchantId: shop.id, savePaymentMethod: false },
        reference: "Order 7123456",
      },
    });
    for (const q of ["order 7123456", "ORDER 71234", "7123456", "der 7123456", "7123456 order"]) {
      expect([q, await idsOf({ q, merchant: [shop.id] })]).toEqual([q, [payment.id]]);
    }
    for (const q of ["invoice 7123456", "order 7123457"]) {
      expect([q, await idsOf({ q, merchant: [shop.id] })]).toEqual([q, []]);
    }
  });

  it("narrows by status, kind, currency, amount and date", async () => {
    expect(await idsOf({ status: ["succeeded"] })).toEqual([paid.id]);
    expect(
      await idsOf({ status: ["succeeded", "refunded"], min: "123.45", max: "123.45", currency: ["EUR"] }),
    ).toEqual([paid.id]);
    expect(await idsOf({ min: "123.46" })).toEqual([]);
    expect(await idsOf({ kind: ["policy"] })).toEqual([]);
    expect(await idsOf({ status: ["succeeded"], type: ["checkout"], direction: ["in"] })).toEqual([paid.id]);
    expect(await idsOf({ direction: ["out", "between", "unknown"] })).toEqual([]);
    expect(await idsOf({ type: ["claim_payout", "transfer"] })).toEqual([]);
    expect(await idsOf({ status: ["succeeded"], range: "today" })).toEqual([paid.id]);
    expect(await idsOf({ range: "yesterday" })).toEqual([]);
    expect(await idsOf({ to: "2020-01-01" })).toEqual([]);
  });

  it("pages forwards and back over everything once", async () => {
    const first = await find({});
    const second = await find({ older: first.older ?? "" });
    const third = await find({ older: second.older ?? "" });
    const all = [...first.rows, ...second.rows, ...third.rows].map(({ id }) => id);
    expect(new Set(all).size).toBe(SEARCH_PAGE_ROWS * 2 + 1);
    expect([first.newer, third.older]).toEqual([null, null]);
    const back = await find({ newer: third.newer ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
    expect(first.count).toEqual({ value: SEARCH_PAGE_ROWS * 2 + 1, capped: false });
  });

  it("shows a bound key its own merchant only", async () => {
    const other = await aMerchant();
    const actor = {
      type: "apiKey",
      id: "k",
      label: "k",
      scopes: ["payments:read"],
      merchantId: other.id,
    } as const;
    expect((await find({}, { ...operator, actor })).rows).toEqual([]);
  });

  it("exports exactly what it finds, and is refused to a viewer", async () => {
    const input = { search: { ...EVERYTHING, merchant: [merchant.id] }, timeZone: "UTC" };
    let csv = "";
    for await (const chunk of await exportPayments({ ctx: operator, input })) csv += chunk;
    const lines = csv.trim().split("\n");
    expect(lines).toHaveLength(SEARCH_PAGE_ROWS * 2 + 2);
    expect(lines.at(-1)).toContain(`${spellId("pay", paid.id)},checkout`);
    expect(lines.at(-1)).toContain("EUR,123.45,123.45");
    await expect(exportPayments({ ctx: contextOf("viewer"), input })).rejects.toThrow("forbidden");
  });
});
