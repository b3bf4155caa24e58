import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aLink } from "@/lib/checkout/testing";
import { listPaymentCurrencies } from "./list-payment-currencies";

it("lists every currency there is a payment in, once, in order", async () => {
  const ctx = contextOf("viewer");
  expect(await listPaymentCurrencies({ ctx })).toEqual([]);
  for (const currency of ["USD", "EUR", "GBP", "EUR", "AUD"] as const) await aLink({ currency });
  expect(await listPaymentCurrencies({ ctx })).toEqual(["AUD", "EUR", "GBP", "USD"]);
});
