import type { PaymentCategory } from "@/lib/payments/category";
import type { StoredPolicyPayment } from "./policy-payment";

/** Why a payment that no reversal has given back yet cannot be reversed; null where it can. A reversal is always of the whole. */
export function whyNotReversed({
  paymentType,
  status,
  refundedMinor,
  disputedMinor,
}: Pick<StoredPolicyPayment, "status" | "refundedMinor" | "disputedMinor"> & {
  paymentType: PaymentCategory;
}): string | null {
  if (paymentType !== "premium" || status !== "succeeded")
    return "Only a successful premium can be reversed.";
  if (disputedMinor > 0n)
    return "A part of this premium is in dispute, or was lost to one: give back at its provider what is left of it.";
  return refundedMinor > 0n
    ? "The provider has given back money of this premium already: give the rest back there as well."
    : null;
}
