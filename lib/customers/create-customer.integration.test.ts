import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { createCustomer } from "./create-customer";
import { listCustomers } from "./list-customers";

const ctx = contextOf("operator");

describe("a customer made by a form", () => {
  it("is made once, however often and however much at once the form is sent", async () => {
    const { id: merchantId } = await aMerchant();
    const input = { formId: newId(), merchantId, name: "Ana Ruiz", email: "ana@shop.example" };
    const made = await Promise.all([1, 2, 3].map(() => createCustomer({ ctx, input })));
    made.push(await createCustomer({ ctx, input }));
    expect(made.map(({ id }) => id)).toEqual(Array(4).fill(input.formId));
    expect(
      await problemIn(createCustomer({ ctx, input: { ...input, email: "ana@other.example" } })),
    ).toMatchObject({
      code: "conflict",
    });
    const { total } = await listCustomers({ ctx, input: { merchantId, limit: 10, offset: 0 } });
    expect(total).toBe(1);
  });

  it("is not given away to another merchant's form", async () => {
    const [{ id: merchantId }, { id: other }] = [await aMerchant(), await aMerchant()];
    const input = { formId: newId(), name: "Ana Ruiz", email: "ana@shop.example" };
    await createCustomer({ ctx, input: { ...input, merchantId } });
    await expect(createCustomer({ ctx, input: { ...input, merchantId: other } })).rejects.toThrow();
  });
});
