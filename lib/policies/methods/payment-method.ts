import { type Queryable, query } from "@/lib/db/sql";
import { BY_IDS } from "@/lib/generated/sql/policies/methods/payment-method/by-ids";
import { LOCK } from "@/lib/generated/sql/policies/methods/payment-method/lock";
import type { BanvStatus, MethodType } from "@/lib/policies/enums";
import type { BankDetails, CardDetails } from "@/lib/policies/wire";

/** How a policyholder pays. The account number is not part of it: it is opened for the policy door alone. */
export interface PolicyPaymentMethod {
  id: string;
  merchantId: string;
  policyholderId: string;
  type: MethodType;
  details: MethodDetails;
  accountNumberSealed: Buffer | null;
  last4: string | null;
  banvStatus: BanvStatus | null;
  blockedReason: string | null;
  banvResponse: unknown;
  /** Failed payments in a row, retries counted. */
  consecutiveFailures: number;
  dismissedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What is kept of a method in clear. */
export interface MethodDetails {
  bank?: Omit<BankDetails, "account_number">;
  card?: CardDetails;
  external?: { payment_method_key: string; external_reference?: string | undefined };
}

/** What an account number is sealed for, so that it opens in its own row only. */
export function accountNumberPurpose(methodId: string): string {
  return `policy-payment-method:${methodId}:account-number`;
}

/** Locks methods in the order of their ids, against another change of their standing. */
export async function lockMethods(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, PolicyPaymentMethod>> {
  const rows = await query(LOCK, { ids: [...new Set(ids)] }, tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function methodsById(
  ids: readonly string[],
  on?: Queryable,
): Promise<Map<string, PolicyPaymentMethod>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] }, on);
  return new Map(rows.map((row) => [row.id, row]));
}
