import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";

export type MethodView = ReturnType<typeof methodView>;

/** A way to pay as a page shows it: never the number, not even sealed. */
export function methodView(method: PolicyPaymentMethod) {
  const { id, type, last4, details, banvStatus, blockedReason, consecutiveFailures } = method;
  return { id, type, last4, details, banvStatus, blockedReason, consecutiveFailures };
}
