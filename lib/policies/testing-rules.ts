import { newId } from "@/lib/ids";
import { NOTHING_MOVED } from "@/lib/payments/money-moved";
import type { Chain } from "./collection/chains";
import type { PolicyPaymentMethod } from "./methods/payment-method";
import { type BillingSettings, billingSettings } from "./modules/billing-settings";
import type { StoredPolicyPayment } from "./payments/policy-payment";
import type { PolicyPaymentDraft } from "./payments/policy-payment-draft";
import type { PolicyWithRules } from "./policy";

// What the tests of the rules are made of. None of it is in a database.

export const NOW = new Date("2026-11-28T10:00:00Z");

export const RETRYING: BillingSettings = billingSettings.parse({
  retryFailedPayments: { enabled: true, daysBetweenRetries: 2, numberOfRetries: 2 },
});

export function aPolicy(fields: Partial<PolicyWithRules> = {}): PolicyWithRules {
  return {
    id: newId(),
    merchantId: "merchant",
    policyholderId: "holder",
    productModuleId: "module",
    paymentMethodId: null,
    policyNumber: "POL-1",
    packageName: "Basic",
    monthlyPremiumMinor: 1_000n,
    billingDay: 1,
    billingFrequency: "monthly",
    currency: "ZAR",
    startDate: NOW,
    charges: [],
    appData: null,
    createdBy: null,
    status: "active",
    createdAt: NOW,
    updatedAt: NOW,
    holderName: "Thandi",
    billing: RETRYING,
    ...fields,
  };
}

export function aMethod(fields: Partial<PolicyPaymentMethod> = {}): PolicyPaymentMethod {
  return {
    id: newId(),
    merchantId: "merchant",
    policyholderId: "holder",
    type: "card",
    details: {},
    accountNumberSealed: null,
    last4: "4242",
    banvStatus: null,
    blockedReason: null,
    banvResponse: null,
    consecutiveFailures: 0,
    dismissedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  };
}

export function aPremium(fields: Partial<PolicyPaymentDraft> = {}): PolicyPaymentDraft {
  return {
    id: newId(),
    policy: aPolicy(),
    paymentMethodId: "method",
    status: "failed",
    paymentType: "premium",
    premiumType: "recurring",
    collectionType: "card",
    amountMinor: 1_000n,
    description: "November",
    paymentDate: NOW,
    billingDate: null,
    externalReference: "ext-1",
    retryOf: null,
    retryNumber: 0,
    reversalOf: null,
    failureReason: "No funds",
    failureAction: "allow_retry",
    failureCode: "insufficient_funds",
    finalizedAt: NOW,
    idempotencyKey: "key",
    reason: "as it was",
    ...fields,
  };
}

export function aPayment(fields: Partial<StoredPolicyPayment> = {}): StoredPolicyPayment {
  const { collectedMinor, refundedMinor, disputedMinor, returnedMinor } = NOTHING_MOVED;
  const { policy, idempotencyKey, reason, ...premium } = aPremium();
  return {
    ...premium,
    merchantId: policy.merchantId,
    policyId: policy.id,
    policyholderId: policy.policyholderId,
    version: 1,
    netAmountMinor: premium.amountMinor,
    currency: policy.currency,
    charges: [],
    actionDate: NOW,
    originalId: premium.id,
    finalizedBy: null,
    appData: null,
    createdByType: "apiKey",
    createdById: "key",
    createdAt: NOW,
    updatedAt: NOW,
    ...{ collectedMinor, refundedMinor, disputedMinor, returnedMinor },
    ...fields,
  };
}

export function aChain(fields: Partial<Chain> = {}): Chain {
  return {
    originalId: newId(),
    policyId: "policy",
    amountMinor: 1_000n,
    description: "November",
    paymentType: "premium",
    statuses: {},
    retries: 0,
    live: false,
    givenBack: false,
    ...fields,
  };
}
