import type { LockedPayment } from "@/lib/payments/lock-payment";
import type { PaymentStatus } from "@/lib/payments/status";

/** Whether a payment's history holds this already: what a provider tells is appended once, whenever it happened. */
export function holds(
  { adjustments }: LockedPayment,
  told: { reference: string; status: PaymentStatus },
): boolean {
  return adjustments.some(({ reference, status }) => reference === told.reference && status === told.status);
}
