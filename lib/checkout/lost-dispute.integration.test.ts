import { expect, it } from "vitest";
import { transaction } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import type { PaymentStatus } from "@/lib/payments/status";
import { lockCheckout } from "./checkout-link";
import { getCheckoutPage } from "./get-checkout-page";
import { payCheckout } from "./pay-checkout";
import { aLink, cardOf, customerOf } from "./testing";

it("a paid link says what the customer's bank took back once the dispute is lost, and not before", async () => {
  const { id, token } = await aLink({ amount: 7_000n });
  const ctx = customerOf(id);
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx, input: { token, method } });
  const tell = (status: PaymentStatus, amountMinor?: bigint) =>
    transaction(async (tx) => {
      const locked = await lockCheckout(tx, id);
      if (!locked) throw new Error("the link is not there");
      await appendAdjustment(tx, ctx, locked, { status, amountMinor, action: "payment.adjusted" });
    });
  const takenBack = async () => (await getCheckoutPage({ token, now: new Date() }))?.payment.takenBackMinor;
  expect(await takenBack()).toBe(0n);
  await tell("dispute", 3_000n);
  expect(await takenBack()).toBe(0n);
  await tell("dispute_lost");
  expect(await takenBack()).toBe(3_000n);
});
