import { checkoutReference } from "@/lib/checkout/operations";
import { connectedReference, tokenReference } from "@/lib/connected/operations";
import type { Reference } from "@/lib/http/operation";
import { policyReference } from "@/lib/policies/operations";
import { conversionReference, referralReference } from "@/lib/referrals/operations";
import { serviceReference } from "@/lib/server/operations";

/** Every door, in the order the reference shows them. */
export const REFERENCES: readonly Reference[] = [
  checkoutReference,
  connectedReference,
  tokenReference,
  policyReference,
  referralReference,
  conversionReference,
  serviceReference,
];
