import type { Payment } from "@/lib/payments/payment";

/** What a payment's badge shows: a refund that left something is a look of its own. */
export function paymentStatus({ status, amountMinor }: Pick<Payment, "status" | "amountMinor">): string {
  return status === "refunded" && amountMinor > 0n ? "partially_refunded" : status;
}
