import Stripe from "stripe";
import { CONNECTOR_TIMEOUT_MS } from "../ask";

/** What this code was written against; Stripe answers in it whatever the account's own default. */
const API_VERSION = "2026-10-28.endive";

/** Below what an answer is waited for, so that a second try under the same key still fits. */
const REQUEST_TIMEOUT_MS = Math.floor(CONNECTOR_TIMEOUT_MS / 2) - 500;

/** The official client. STRIPE_API_BASE points it elsewhere, such as at a stand-in for tests. */
export function stripeClient(secretKey: string): Stripe {
  const base = process.env.STRIPE_API_BASE;
  const elsewhere = base ? hostOf(new URL(base)) : {};
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    // The same idempotency key goes with the second try.
    maxNetworkRetries: 1,
    timeout: REQUEST_TIMEOUT_MS,
    telemetry: false,
    ...elsewhere,
  });
}

function hostOf({ protocol, hostname, port }: URL) {
  const scheme = protocol === "http:" ? "http" : "https";
  return { protocol: scheme, host: hostname, port: port || (scheme === "http" ? "80" : "443") } as const;
}
