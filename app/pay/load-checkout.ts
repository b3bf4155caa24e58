import { cache } from "react";
import { getCheckoutPage } from "@/lib/checkout/get-checkout-page";
import { currentTime } from "@/lib/clock/clock";

/** What a link's token opens, as it is now; null when it opens nothing. */
export async function readCheckout(token: string) {
  const now = await currentTime();
  const page = await getCheckoutPage({ token, now });
  return page && { page, now: page.moment.now };
}

/** The same, read once for a page and its title. */
export const loadCheckout = cache(readCheckout);
