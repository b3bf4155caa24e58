import { decodeAccountId } from "@/lib/connected/ids";
import { CATEGORY_NAMES, directionOf, type PaymentDirection } from "@/lib/payments/category";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { PaymentRow } from "@/lib/payments/listing/read-page";
import type { PaymentMode } from "@/lib/payments/payment";

/** Somebody who pays or is paid, or the account of a provider that stands for them. */
export interface PaymentParty {
  type: "customer" | "policyholder" | "referral" | "account";
  id: string;
  name: string;
  /** Their e-mail address, where the name is not one already. */
  email: string | null;
}

export interface PaymentMethodSummary {
  type: "card" | "debit_order" | "eft" | "external";
  brand: string | null;
  last4: string | null;
}

/** What a payment is for a person, of whatever kind: lists, pages, files and events say the same of it. */
export interface PaymentDescription {
  direction: PaymentDirection;
  /** In an operator's words, such as "Claim payout" or "Premium, retry 2". */
  what: string;
  /** Whom the money comes from, where that is not the merchant itself. */
  payer: PaymentParty | null;
  /** Whom the money goes to, where that is not the merchant itself. */
  payee: PaymentParty | null;
  method: PaymentMethodSummary | null;
  policy: { id: string; number: string; product: string | null } | null;
  /**
   * Whether its money is real: as the connection it was asked through, or whose mirror it is. Null while nobody has been
   * asked, and for what was reported to us and went through no connection.
   */
  mode: PaymentMode | null;
  /** What the provider knows it by. */
  providerReference: string | null;
}

/** What a payment is described by. */
export type DescribedRow = Pick<
  PaymentRow,
  | ("kind" | "type" | "category" | "reference" | "mode" | "chargeReference" | "retryNumber")
  | (
      | "policyId"
      | "policyNumber"
      | "productName"
      | "policyholderId"
      | "policyholderName"
      | "policyholderEmail"
    )
  | ("customerId" | "customerName" | "customerEmail" | "referralId" | "referredEmail" | "referredUid")
  | ("sourceAccountId" | "destinationAccountId" | "cardBrand" | "cardLast4" | "methodType" | "methodLast4")
>;

/** Describes a payment of any kind by what is stored beside it. */
export function describePayment(row: DescribedRow): PaymentDescription {
  const direction = directionOf(row.type);
  const [source, destination] = [accountOf(row.sourceAccountId), accountOf(row.destinationAccountId)];
  const person = personOf(row);
  return {
    direction,
    what: row.retryNumber
      ? `${CATEGORY_NAMES[row.category]}, retry ${row.retryNumber}`
      : CATEGORY_NAMES[row.category],
    payer: direction === "out" ? null : (person ?? source),
    payee: direction === "out" ? (person ?? destination) : direction === "in" ? null : destination,
    method: methodOf(row),
    policy: row.policyId
      ? { id: row.policyId, number: row.policyNumber ?? "", product: row.productName }
      : null,
    mode: row.mode,
    providerReference: KIND_RULES[row.kind].mirrored ? row.reference : row.chargeReference,
  };
}

/** Whoever is on the other side of a payment that goes in or out. */
export function partyOf({ payer, payee }: Pick<PaymentDescription, "payer" | "payee">): PaymentParty | null {
  return payer ?? payee;
}

function personOf(row: DescribedRow): PaymentParty | null {
  if (row.policyholderId)
    return party("policyholder", row.policyholderId, row.policyholderName, row.policyholderEmail);
  if (row.customerId) return party("customer", row.customerId, row.customerName, row.customerEmail);
  if (row.referralId)
    return party("referral", row.referralId, row.referredEmail ?? row.referredUid, row.referredEmail);
  return null;
}

function party(
  type: PaymentParty["type"],
  id: string,
  name: string | null,
  email: string | null,
): PaymentParty {
  const shown = name?.trim() || email || "Unnamed";
  return { type, id, name: shown, email: email === shown ? null : email };
}

function accountOf(wireId: string | null): PaymentParty | null {
  if (!wireId) return null;
  return { type: "account", id: wireId, name: decodeAccountId(wireId)?.reference ?? wireId, email: null };
}

function methodOf(row: DescribedRow): PaymentMethodSummary | null {
  if (row.cardLast4) return { type: "card", brand: row.cardBrand, last4: row.cardLast4 };
  if (row.methodType) return { type: row.methodType, brand: null, last4: row.methodLast4 };
  return null;
}
