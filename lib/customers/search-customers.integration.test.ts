import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { createCustomer } from "./create-customer";
import { SearchCustomers, searchCustomers } from "./search-customers";

const ctx = contextOf("operator");
const find = async (input: Record<string, unknown>) =>
  (await searchCustomers({ ctx, input: SearchCustomers.parse(input) })).rows.map(({ name }) => name);

describe("finding customers", () => {
  it("finds by part of the name, the address or the external id, in any case, within one merchant", async () => {
    const { id: merchantId } = await aMerchant();
    const { id: other } = await aMerchant();
    await createCustomer({
      ctx,
      input: { merchantId, name: "Ana Ruiz", email: "ana@shop.example", externalId: "C-77" },
    });
    await createCustomer({ ctx, input: { merchantId, name: "Bea 100%", email: "bea@shop.example" } });
    await createCustomer({ ctx, input: { merchantId: other, name: "Ana Ruiz", email: "ana@shop.example" } });
    expect(await find({ merchantId, q: "RUI" })).toEqual(["Ana Ruiz"]);
    expect(await find({ merchantId, q: "c-77" })).toEqual(["Ana Ruiz"]);
    expect(await find({ merchantId, q: "shop.example" })).toEqual(["Bea 100%", "Ana Ruiz"]);
    expect(await find({ merchantId, q: "0%" })).toEqual(["Bea 100%"]);
    expect(await find({ merchantId, q: "_" })).toEqual([]);
  });

  it("walks pages by keyset", async () => {
    const { id: merchantId } = await aMerchant();
    for (const at of [1, 2, 3]) {
      const now = new Date(Date.now() + at * 1_000);
      await createCustomer({
        ctx: { ...ctx, now },
        input: { merchantId, name: `C${at}`, email: "c@example.com" },
      });
    }
    const page = (cursor: object) =>
      searchCustomers({ ctx, input: SearchCustomers.parse({ merchantId, rowsMax: 2, ...cursor }) });
    const first = await page({});
    expect(first.rows.map(({ name }) => name)).toEqual(["C3", "C2"]);
    const second = await page({ older: first.older });
    expect(second.rows.map(({ name }) => name)).toEqual(["C1"]);
    expect((await page({ newer: second.newer })).rows.map(({ name }) => name)).toEqual(["C3", "C2"]);
  });
});
