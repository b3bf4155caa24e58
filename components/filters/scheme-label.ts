import type { Scheme } from "@/lib/connected/schemes";

/** What a payment was made with, as people read it. */
const SCHEME_LABELS: Record<Scheme, string> = {
  unknown: "Not known",
  other: "Other",
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  unionpay: "UnionPay",
  alipay: "Alipay",
  cup: "China UnionPay",
  "sepa debit": "SEPA direct debit",
  "sepa credit": "SEPA credit transfer",
  sepa: "SEPA",
  "apple pay": "Apple Pay",
  "google pay": "Google Pay",
  doku: "DOKU",
  dragonpay: "Dragonpay",
  maestro: "Maestro",
  molpay: "MOLPay",
  a2a: "Account to account",
  "ach debit": "ACH debit",
  ach: "ACH",
  rtp: "Real-time payment",
};

/** A scheme that an address names and nobody knows stays as it is. */
export function schemeLabel(scheme: string): string {
  return Object.hasOwn(SCHEME_LABELS, scheme) ? SCHEME_LABELS[scheme as Scheme] : scheme;
}
