import type { Credentials, Provider } from "../provider";
import { checkGoCardless } from "./check";
import { GoCardless } from "./client";
import { gocardlessConnector } from "./connector";
import { verifyGoCardless } from "./verify";

const TOKEN = /^(sandbox|live)_[A-Za-z0-9_-]{8,250}$/;

/** Bank debits through GoCardless, by mandate. */
export const gocardless: Provider = {
  name: "gocardless",
  label: "GoCardless",
  credentials: [
    {
      name: "accessToken",
      label: "Access token",
      hint: "In GoCardless: Developers, Create, Access token, with read-write access. It begins with sandbox_ or live_.",
    },
  ],
  webhookSecret: {
    name: "webhookSecret",
    label: "Webhook endpoint's secret",
    hint: "In GoCardless: Developers, Create, Webhook endpoint. It is shown there.",
  },
  modeOf(credentials) {
    const mode = TOKEN.exec(accessTokenOf(credentials))?.[1];
    if (!mode) return { problems: { accessToken: "Enter a token that begins with sandbox_ or live_" } };
    return { live: mode === "live" };
  },
  connect(credentials) {
    const live = isLive(credentials);
    return gocardlessConnector(new GoCardless(accessTokenOf(credentials), live), live);
  },
  check: (credentials) => checkGoCardless(new GoCardless(accessTokenOf(credentials), isLive(credentials))),
  verify: verifyGoCardless,
};

const isLive = (credentials: Credentials) => TOKEN.exec(accessTokenOf(credentials))?.[1] === "live";

function accessTokenOf({ accessToken = "" }: Credentials): string {
  return accessToken.trim();
}
