import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, cardOf, customerOf } from "@/lib/checkout/testing";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { EVENT_DELAY_MS } from "@/lib/connectors/sandbox/books";
import { pool } from "@/lib/db/pool";
import { newId, spellId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";

/** A checkout payment that was paid some time ago, and whose dispute has been told since. Resolves to its outside id. */
export async function aDisputedPayment(merchantId: string, token = "sbx_disputed"): Promise<string> {
  const link = await aLink({ merchantId });
  const paidAt = new Date(Date.now() - EVENT_DELAY_MS - 60_000);
  const method = { type: "card", card: cardOf(token), saveMethod: false } as const;
  await payCheckout({ ctx: { ...customerOf(link.id), now: paidAt }, input: { token: link.token, method } });
  await pool().query("UPDATE connection SET events_polled_at = NULL");
  await takeInEvents({ ctx: jobContext("test", new Date(), newId()) });
  return spellId("pay", link.id);
}
