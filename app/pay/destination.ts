import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import type { PayResult, TryRefusal } from "@/lib/checkout/pay-checkout";
import { redirectAddress } from "@/lib/checkout/redirect-address";
import { challengeAddress, payAddress } from "./addresses";

/** Where the customer goes after an answer: `to` in a window of its own, `framedTo` inside another page. */
export interface Destination {
  to: string;
  framedTo: string;
}

export async function destinationOf(
  result: PayResult | TryRefusal,
  token: string,
  { payment }: CheckoutPage,
  now: Date,
): Promise<Destination> {
  const page = payAddress(token);
  switch (result.outcome) {
    case "succeeded":
      return { to: (await redirectAddress({ paymentId: payment.id, now })) ?? page, framedTo: page };
    case "requires_action":
      return { to: challengeAddress(token), framedTo: challengeAddress(token) };
    case "declined":
      return { to: `${page}?declined=1`, framedTo: `${page}?declined=1` };
    case "proof_required":
      return { to: `${page}?proof=1`, framedTo: `${page}?proof=1` };
    case "refused": {
      const refused = `${page}?wait=${result.until.getTime()}`;
      return { to: refused, framedTo: refused };
    }
    case "processing":
    case "locked":
    case "closed":
      return { to: page, framedTo: page };
  }
}

/** An address may say anything; nobody is told to wait for longer. */
const WAIT_MINUTES_MAX = 999;

/** For how many minutes more none is tried, by what stands in the address: an instant, so that it passes. Null when it has. */
export function waitOf(told: string | string[] | undefined): number | null {
  if (typeof told !== "string" || !/^\d{1,15}$/.test(told)) return null;
  const until = new Date(Number(told));
  if (until.getTime() <= Date.now()) return null;
  const minutes = minutesUntil(until);
  return minutes <= WAIT_MINUTES_MAX ? minutes : null;
}

/** Rounded up: coming back after them is never too early. By the real clock, which tries are counted by. */
export function minutesUntil(until: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000));
}

/** Whether the browser says that this page is inside another one. */
export function isFramed(headers: Headers): boolean {
  return headers.get("sec-fetch-dest") === "iframe";
}
