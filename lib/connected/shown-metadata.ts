import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { Payment } from "@/lib/payments/payment";
import { PAYMENT_KINDS } from "@/lib/payments/status";

/** Under which a payment's metadata tells the merchant's own reference, where the payment's is an id of ours. */
export const MERCHANT_REFERENCE = "reference";

/** The kinds whose merchant's reference is in the metadata here. */
export const TELLING_REFERENCE = PAYMENT_KINDS.filter((kind) => KIND_RULES[kind].referenceInMetadata);

/** A payment's metadata as this door shows it. What was stored under the same key goes before. Checkout contract. */
export function shownMetadata({
  kind,
  merchantReference,
  metadata,
}: Pick<Payment, "kind" | "merchantReference" | "metadata">): Record<string, string> {
  if (!merchantReference || !KIND_RULES[kind].referenceInMetadata) return metadata;
  return { [MERCHANT_REFERENCE]: merchantReference, ...metadata };
}
