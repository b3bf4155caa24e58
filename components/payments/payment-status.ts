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
  initialAmountMinor,
  reversed = null,
}: Pick<Payment, "kind" | "status" | "amountMinor" | "initialAmountMinor"> & {
  reversed?: boolean | null;
}): string {
  if (status === "succeeded" && reversed) return "given_back";
  // A premium stays collected, whatever its provider has given back of it.
  const staysCollected = KIND_RULES[kind].statusRule === "collection" && status === "succeeded";
  const isRefunded = status === "refunded" || (staysCollected && amountMinor < initialAmountMinor);
  if (isRefunded) return amountMinor > 0n ? "partially_refunded" : "refunded";
  return statusOfKind(kind, status);
}

/** A status as its kind names it: what is recorded by hand is never cancelled, its recording is undone. */
export function statusOfKind(kind: Payment["kind"], status: Payment["status"]): Payment["status"] | "undone" {
  return status === "cancelled" && KIND_RULES[kind].undoable ? "undone" : status;
}
