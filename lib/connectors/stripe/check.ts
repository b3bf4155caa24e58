import type Stripe from "stripe";
import { checkItem } from "../check-item";
import type { CheckItem, ConnectionCheck } from "../provider";
import { certainRefusal } from "./decline";

/** What a key has to be allowed, each by a call that changes nothing. */
const ASKED: readonly [string, (stripe: Stripe) => Promise<unknown>][] = [
  ["Checkout Sessions", (stripe) => stripe.checkout.sessions.list({ limit: 1 })],
  ["PaymentIntents", (stripe) => stripe.paymentIntents.list({ limit: 1 })],
  ["Refunds", (stripe) => stripe.refunds.list({ limit: 1 })],
  ["Disputes", (stripe) => stripe.disputes.list({ limit: 1 })],
  ["Events", (stripe) => stripe.events.list({ limit: 1 })],
];

/** Asks Stripe whose account a key is, and whether it may read what a connection needs. */
export async function checkStripe(stripe: Stripe): Promise<ConnectionCheck> {
  let account: ConnectionCheck["account"] = null;
  const first = await item("Account", async () => {
    const { id, business_profile, settings } = await stripe.accounts.retrieveCurrent();
    account = { reference: id, name: business_profile?.name ?? settings?.dashboard?.display_name ?? id };
  });
  const rest: CheckItem[] = [];
  // Not one after the other where the first says that the key is wrong.
  if (first.state === "passed")
    for (const [what, ask] of ASKED) rest.push(await item(what, () => ask(stripe)));
  return { account, currencies: [], items: [first, ...rest] };
}

const item = (what: string, ask: () => Promise<unknown>) =>
  checkItem("Stripe", what, ask, (err) => certainRefusal(err) !== null);
