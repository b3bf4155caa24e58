import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import { isolated } from "@/lib/text/isolated";

/** What the browser's tab says, so that a customer with many tabs finds this one and sees how it stands. */
export function pageTitle({ state, merchant }: CheckoutPage, total: string): string {
  switch (state) {
    case "open":
      return `Pay ${total} to ${isolated(merchant.name)}`;
    case "processing":
      return `Processing: ${total} to ${isolated(merchant.name)}`;
    case "requires_action":
      return `Confirm ${total} to ${isolated(merchant.name)}`;
    case "locked":
      return `Too many tries: ${isolated(merchant.name)}`;
    case "completed":
      return `Paid ${total} to ${isolated(merchant.name)}`;
    case "expired":
      return `Expired link: ${isolated(merchant.name)}`;
    case "cancelled":
      return `Cancelled payment: ${isolated(merchant.name)}`;
  }
}
