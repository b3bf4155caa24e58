import type { PaymentKind } from "@/lib/payments/status";
import { CHECKOUT_RULES } from "./checkout";
import { CONNECTED_RULES } from "./connected";
import { POLICY_RULES } from "./policy";
import { REFERRAL_RULES } from "./referral";
import type { KindRules } from "./rules";

/**
 * Every kind of payment. The API, the buttons, the bulk actions and the text "why is it in this state" read these rules;
 * what a kind does beside them is its entry in lib/kinds/registry.ts.
 */
export const KIND_RULES: Record<PaymentKind, KindRules> = {
  checkout: CHECKOUT_RULES,
  policy: POLICY_RULES,
  referral: REFERRAL_RULES,
  connected: CONNECTED_RULES,
};
