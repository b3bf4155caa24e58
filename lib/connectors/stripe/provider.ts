import type Stripe from "stripe";
import type { Credentials, Provider } from "../provider";
import { checkStripe } from "./check";
import { stripeClient } from "./client";
import { stripeConnector } from "./connector";
import { verifyStripe } from "./verify";

const KEY = /^(?:sk|rk)_(test|live)_[A-Za-z0-9]{8,250}$/;

/** Cards and wallets through Stripe, on its own pages. */
export const stripe: Provider = {
  name: "stripe",
  label: "Stripe",
  credentials: [
    {
      name: "secretKey",
      label: "Secret or restricted key",
      hint: "In Stripe: Developers, API keys. It begins with sk_ or rk_.",
    },
  ],
  webhookSecret: {
    name: "webhookSecret",
    label: "Signing secret",
    hint: "In Stripe: Developers, Webhooks, your endpoint. It begins with whsec_.",
  },
  modeOf(credentials) {
    const mode = KEY.exec(secretKeyOf(credentials))?.[1];
    if (!mode)
      return {
        problems: { secretKey: "Enter a key that begins with sk_test_, sk_live_, rk_test_ or rk_live_" },
      };
    return { live: mode === "live" };
  },
  connect: (credentials) =>
    stripeConnector(
      stripeClient(secretKeyOf(credentials)),
      KEY.exec(secretKeyOf(credentials))?.[1] === "live",
    ),
  check: (credentials) => checkStripe(stripeClient(secretKeyOf(credentials))),
  testMethod: (credentials) => testMethod(stripeClient(secretKeyOf(credentials))),
  verify: verifyStripe,
};

function secretKeyOf({ secretKey = "" }: Credentials): string {
  return secretKey.trim();
}

/** Stripe's test card that pays, as the method of a new customer. */
export async function testMethod(client: Stripe): Promise<string> {
  const { id: customer } = await client.customers.create({ description: "A try from Counterfoil" });
  const { id } = await client.paymentMethods.attach("pm_card_visa", { customer });
  return `${customer}/${id}`;
}
