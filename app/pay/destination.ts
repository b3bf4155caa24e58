import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import type { PayResult } from "@/lib/checkout/pay-checkout";
import { redirectAddress } from "@/lib/checkout/redirect-address";
import { challengeAddress, payAddress } from "./addresses";

/** Where the customer goes after an answer: `to` in a window of its own, `framedTo` inside another page. */
export interface Destination {
  to: string;
  framedTo: string;
}

export async function destinationOf(
  result: PayResult,
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
    case "processing":
    case "locked":
    case "closed":
      return { to: page, framedTo: page };
  }
}

/** Whether the browser says that this page is inside another one. */
export function isFramed(headers: Headers): boolean {
  return headers.get("sec-fetch-dest") === "iframe";
}
