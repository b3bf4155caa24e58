import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runPrepared, statement } from "@/lib/db/sql";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { noteLinkOpened } from "./note-link-opened";
import { payCheckout } from "./pay-checkout";
import { aLink, cardOf, customerOf } from "./testing";

const EVENTS = statement(
  "SELECT type FROM outbox WHERE payment_id = $1 AND type LIKE 'checkout_link.%' ORDER BY id",
);

it("a link that is looked at is opened once, however many look at the same time; what becomes of it is told once", async () => {
  const { id } = await aLink();
  const now = new Date();
  await Promise.all(Array.from({ length: 10 }, () => noteLinkOpened({ paymentId: id, now })));
  expect(await runPrepared(EVENTS, [id])).toEqual([{ type: "checkout_link.opened" }]);
  await cancelPayment({ ctx: contextOf("operator"), input: { id } });
  await noteLinkOpened({ paymentId: id, now });
  expect(await runPrepared(EVENTS, [id])).toEqual([
    { type: "checkout_link.opened" },
    { type: "checkout_link.cancelled" },
  ]);
});

it("a link that is paid says so once, after a decline that says nothing of the link", async () => {
  const { id, token } = await aLink();
  for (const card of ["sbx_generic_decline", "sbx_success", "sbx_success"]) {
    const method = { type: "card", card: cardOf(card), saveMethod: false } as const;
    await payCheckout({ ctx: customerOf(id), input: { token, method } });
  }
  expect(await runPrepared(EVENTS, [id])).toEqual([{ type: "checkout_link.paid" }]);
});
