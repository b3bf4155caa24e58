import { z } from "zod";
import { MINUTE_MS } from "@/lib/durations";
import { checkItem } from "../check-item";
import type { ConnectionCheck, Provider } from "../provider";
import { MollieApi, MollieRefusal } from "./api";
import { mollieConnector } from "./connector";
import { verifyMollie } from "./events";
import { CURRENCIES } from "./objects";

const KEY = /^(test|live)_[A-Za-z0-9]{10,250}$/;

const modeOf = (apiKey = "") => KEY.exec(apiKey.trim())?.[1];

/** Cards, wallets and bank payments through Mollie, on its own pages. */
export const mollie: Provider = {
  name: "mollie",
  label: "Mollie",
  // Each time two days of payments are read.
  pollEveryMs: 5 * MINUTE_MS,
  credentials: [
    {
      ...{ name: "apiKey", label: "API key" },
      hint: "In Mollie: Developers, API keys. It begins with test_ or live_.",
    },
  ],
  webhookSecret: {
    ...{ name: "webhookSecret", label: "Signing secret" },
    hint: "In Mollie: Developers, Webhooks, your webhook for payments and refunds.",
  },
  modeOf({ apiKey }) {
    const mode = modeOf(apiKey);
    return mode
      ? { live: mode === "live" }
      : { problems: { apiKey: "Enter a key that begins with test_ or live_" } };
  },
  connect: ({ apiKey = "" }) => mollieConnector(new MollieApi(apiKey.trim()), modeOf(apiKey) === "live"),
  check: ({ apiKey = "" }) => check(new MollieApi(apiKey.trim())),
  verify: verifyMollie,
};

const profileForm = z.object({ resource: z.literal("profile"), id: z.string(), name: z.string() });

async function check(api: MollieApi): Promise<ConnectionCheck> {
  let account: ConnectionCheck["account"] = null;
  const item = (what: string, ask: () => Promise<unknown>) =>
    checkItem("Mollie", what, ask, (err) => err instanceof MollieRefusal);
  const items = [
    await item("Profile", async () => {
      const { id: reference, name } = profileForm.parse(await api.ask("GET", "profiles/me"));
      account = { reference, name };
    }),
    await item("Payments", () => api.ask("GET", "payments?limit=1")),
    await item("Refunds", () => api.ask("GET", "refunds?limit=1")),
  ];
  return { account, currencies: CURRENCIES, items };
}
