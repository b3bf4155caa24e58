import { checkoutKind } from "@/lib/checkout/kind";
import { connectedKind } from "@/lib/connected/kind";
import type { Charges, KindOperations } from "@/lib/payments/kind-operations";
import type { PaymentKind } from "@/lib/payments/status";
import { policyKind } from "@/lib/policies/kind";
import { referralKind } from "@/lib/referrals/kind";

/** What each kind of payment does its own way. */
export const KINDS: Record<PaymentKind, KindOperations> = {
  checkout: checkoutKind,
  policy: policyKind,
  referral: referralKind,
  connected: connectedKind,
};

/** The charges of a kind. Throws for a kind whose money we do not move. */
export function chargesOf(kind: PaymentKind): Charges {
  const { charges } = KINDS[kind];
  if (!charges) throw new Error(`No charge of a ${kind} payment is ours.`);
  return charges;
}
