import { type PaymentStage, type PaymentStatus, stageOf } from "@/lib/payments/status";

// Policy contract, "Enums". The words of the door; the core has its own for two of the statuses.

export const POLICY_PAYMENT_STATUSES = [
  "submitted",
  "pending",
  "processing",
  "successful",
  "failed",
  "cancelled",
] as const;
export type PolicyPaymentStatus = (typeof POLICY_PAYMENT_STATUSES)[number];

export const PAYMENT_TYPES = ["premium", "reversal", "claim_payout", "premium_refund", "other"] as const;
export type PolicyPaymentType = (typeof PAYMENT_TYPES)[number];

export const PREMIUM_TYPES = [
  "recurring",
  "arrears",
  "ad_hoc",
  "pro_rata",
  "cover_period",
  "collection_request",
  "manual_eft",
  "premium_refund",
] as const;
export type PremiumType = (typeof PREMIUM_TYPES)[number];

export const COLLECTION_TYPES = [
  "debit_order_same_day",
  "debit_order_two_day",
  "debit_order_one_day",
  "debit_order_debicheck",
  "card",
  "external",
  "collection_module",
  "other",
] as const;
export type CollectionType = (typeof COLLECTION_TYPES)[number];

export const FAILURE_ACTIONS = ["block_payment_method", "block_retry", "allow_retry"] as const;
export type FailureAction = (typeof FAILURE_ACTIONS)[number];

export const METHOD_TYPES = ["debit_order", "card", "eft", "external"] as const;
export type MethodType = (typeof METHOD_TYPES)[number];

export const HOLDER_TYPES = ["individual", "company"] as const;

export const BANV_STATUSES = ["pending", "processing", "verified", "failed_verification", "blocked"] as const;
export type BanvStatus = (typeof BANV_STATUSES)[number];

/** A card that ends within so many days is named: a month's premium is due before. */
export const CARD_LAPSES_DAYS = 31;

/**
 * Why a policy's payment method collects nothing, or soon will not: a card that has expired or soon does is lapsing; where
 * its provider has not answered about the payer's agreement for too long, it is unanswered.
 */
export const METHOD_TROUBLES = ["blocked", "unverified", "lapsing", "unanswered"] as const;
export type MethodTrouble = (typeof METHOD_TROUBLES)[number];

export const POLICY_STATUSES = ["active", "cancelled", "expired", "lapsed", "not_taken_up"] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

export const BILLING_FREQUENCIES = [
  "once_off",
  "weekly",
  "monthly",
  "quarterly",
  "biannually",
  "yearly",
] as const;
export type BillingFrequency = (typeof BILLING_FREQUENCIES)[number];

/** A status of the door as the core keeps it. */
export function toCoreStatus(status: PolicyPaymentStatus): PaymentStatus {
  return status === "successful" ? "succeeded" : status;
}

/** A policy payment's status in the door's word. What became of money that has arrived leaves it collected. */
export function toDoorStatus(status: PaymentStatus): PolicyPaymentStatus {
  const same = POLICY_PAYMENT_STATUSES.find((each) => each === status);
  return same ?? WORDS_OF_STAGE[stageOf(status)];
}

const WORDS_OF_STAGE: Record<PaymentStage, PolicyPaymentStatus> = {
  pending: "pending",
  processing: "processing",
  completed: "successful",
  failed: "failed",
  expired: "cancelled",
  cancelled: "cancelled",
};

/** Whether a method of this type can be collected from in this way. Policy contract, decisions. */
export function suits(collection: CollectionType, method: MethodType): boolean {
  switch (collection) {
    case "other":
    case "collection_module":
      return true;
    case "card":
    case "external":
      return method === collection;
    default:
      return method === "debit_order";
  }
}

/** Whether such a payment takes money from its method; the others give money back. */
export function isCollected(type: PolicyPaymentType): boolean {
  return type === "premium" || type === "other";
}

export function isDebitOrder(collection: CollectionType): boolean {
  return collection.startsWith("debit_order_");
}

/** Whether it is collected by an agreement of the payer's alone, whoever collects it. */
export function isByMandate(collection: CollectionType): boolean {
  return collection === "debit_order_debicheck";
}

/** Whether money can be collected with a method: one not blocked and, for a debit order, verified. Policy contract. */
export function isUsable({ type, banvStatus }: { type: MethodType; banvStatus: BanvStatus | null }): boolean {
  return type === "debit_order" ? banvStatus === "verified" : banvStatus !== "blocked";
}

/** Whether a policy still takes payments of a type: one that has ended takes none that collects. Policy contract. */
export function policyTakes(status: PolicyStatus, type: PolicyPaymentType): boolean {
  return status === "active" || type !== "premium";
}
