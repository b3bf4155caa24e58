import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { Payment } from "@/lib/payments/payment";

/**
 * What a payment's badge shows: a refund that left something is a look of its own, and so is a premium that another payment
 * gave back.
 */
export function paymentStatus({
  kind,
  status,
  amountMinor,
  reversed = null,
}: Pick<Payment, "kind" | "status" | "amountMinor"> & { reversed?: boolean | null }): string {
  if (status === "succeeded" && reversed) return "given_back";
  if (status === "refunded" && amountMinor > 0n) return "partially_refunded";
  return statusOfKind(kind, status);
}

/** A status as its kind names it: what is recorded by hand is never cancelled, its recording is undone. */
export function statusOfKind(kind: Payment["kind"], status: Payment["status"]): Payment["status"] | "undone" {
  return status === "cancelled" && KIND_RULES[kind].undoable ? "undone" : status;
}
