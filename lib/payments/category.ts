import type { PaymentKind } from "./status";

/**
 * What a payment is, whichever door it came in by: the wire name in events and files. `other` is a policy payment of
 * type other, `unknown` a mirrored payment whose provider says neither that it is one in nor one out.
 */
export const PAYMENT_CATEGORIES = [
  "checkout",
  "premium",
  "claim_payout",
  "premium_refund",
  "reversal",
  "other",
  "referral",
  "pay_in",
  "payout",
  "transfer",
  "unknown",
] as const;
export type PaymentCategory = (typeof PAYMENT_CATEGORIES)[number];

/** What a payment is called where an operator reads of it. */
export const CATEGORY_NAMES: Record<PaymentCategory, string> = {
  checkout: "Checkout",
  premium: "Premium",
  claim_payout: "Claim payout",
  premium_refund: "Premium refund",
  reversal: "Reversal",
  other: "Other policy payment",
  referral: "Referral payment",
  pay_in: "Provider’s payment",
  payout: "Provider’s payout",
  transfer: "Provider’s transfer",
  unknown: "Provider’s other payment",
};

/** The kind that payments of a category are of. */
export const KIND_OF_CATEGORY: Record<PaymentCategory, PaymentKind> = {
  checkout: "checkout",
  premium: "policy",
  claim_payout: "policy",
  premium_refund: "policy",
  reversal: "policy",
  other: "policy",
  referral: "referral",
  pay_in: "connected",
  payout: "connected",
  transfer: "connected",
  unknown: "connected",
};

/** Which way the core's types of payment move money, as the connected contract names them. */
export type CoreType = "PAY-IN" | "PAYOUT" | "TRANSFER" | "OTHER" | "UNKNOWN";

export const PAYMENT_DIRECTIONS = ["in", "out", "between", "unknown"] as const;
/** `in`: to the merchant; `out`: from it; `between`: two accounts of its own; `unknown`: whoever recorded it did not say. */
export type PaymentDirection = (typeof PAYMENT_DIRECTIONS)[number];

/** The direction of a type of payment. */
export function directionOf(type: string): PaymentDirection {
  switch (type) {
    case "PAY-IN":
      return "in";
    case "PAYOUT":
      return "out";
    case "TRANSFER":
      return "between";
    default:
      return "unknown";
  }
}

/** The types whose payments move money one way. */
export function typesOf(direction: PaymentDirection): CoreType[] {
  return CORE_TYPES.filter((type) => directionOf(type) === direction);
}

const CORE_TYPES: readonly CoreType[] = ["PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN"];

/** An amount with the sign of its direction: what leaves is negative. Minor units. */
export function signedMinor(amountMinor: bigint, direction: PaymentDirection): bigint {
  return direction === "out" ? -amountMinor : amountMinor;
}
