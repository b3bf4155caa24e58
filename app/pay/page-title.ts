import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";

/** What the browser's tab says, so that a customer with many tabs finds this one and sees how it stands. */
export function pageTitle({ state, merchant }: CheckoutPage, total: string): string {
  switch (state) {
    case "open":
      return `Pay ${total} to ${merchant.name}`;
    case "processing":
      return `Processing: ${total} to ${merchant.name}`;
    case "requires_action":
      return `Confirm ${total} to ${merchant.name}`;
    case "locked":
      return `Too many tries: ${merchant.name}`;
    case "completed":
      return `Paid ${total} to ${merchant.name}`;
    case "expired":
      return `Expired link: ${merchant.name}`;
    case "cancelled":
      return `Cancelled payment: ${merchant.name}`;
  }
}
