import { type Queryable, query } from "@/lib/db/sql";
import { BY_IDS } from "@/lib/generated/sql/policies/payments/policy-payment/by-ids";
import type { PaymentStatus } from "@/lib/payments/status";
import type { CollectionType, FailureAction, PolicyPaymentType, PremiumType } from "@/lib/policies/enums";
import type { CalculatedCharge } from "./charge";

/** Who did something, as the door says it. */
export interface DoorActor {
  type: "api_key" | "user" | "system";
  id: string;
  owner_id: string;
}

/** A policy payment as the door and the console show it. `amountMinor` is signed. */
export interface PolicyPayment {
  id: string;
  merchantId: string;
  policyId: string;
  policyholderId: string;
  paymentMethodId: string;
  status: PaymentStatus;
  version: number;
  amountMinor: bigint;
  netAmountMinor: bigint;
  currency: string;
  description: string | null;
  charges: CalculatedCharge[];
  paymentType: PolicyPaymentType;
  premiumType: PremiumType | null;
  collectionType: CollectionType;
  paymentDate: Date;
  billingDate: Date | null;
  actionDate: Date;
  externalReference: string | null;
  originalId: string;
  retryOf: string | null;
  retryNumber: number;
  reversalOf: string | null;
  failureReason: string | null;
  failureAction: FailureAction | null;
  failureCode: string | null;
  finalizedAt: Date | null;
  finalizedBy: DoorActor | null;
  appData: unknown;
  createdByType: string;
  createdById: string;
  createdAt: Date;
  updatedAt: Date;
}

/** The select list of a `policy_payment y` with its `payment p`, its first adjustment `f` and its `policy c`. */
export const POLICY_PAYMENT_COLUMNS = `
  p.id, y.merchant_id AS "merchantId", y.policy_id AS "policyId", c.policyholder_id AS "policyholderId",
  y.payment_method_id AS "paymentMethodId", p.status, p.version, y.amount_minor AS "amountMinor",
  y.net_amount_minor AS "netAmountMinor", p.currency, p.description, y.charges, y.payment_type AS "paymentType",
  y.premium_type AS "premiumType", y.collection_type AS "collectionType", y.payment_date AS "paymentDate",
  y.billing_date AS "billingDate", y.action_date AS "actionDate", y.external_reference AS "externalReference",
  y.original_id AS "originalId", y.retry_of AS "retryOf", y.retry_number AS "retryNumber",
  y.reversal_of AS "reversalOf", y.failure_reason AS "failureReason", y.failure_action AS "failureAction",
  p.failure_code AS "failureCode", y.finalized_at AS "finalizedAt", y.finalized_by AS "finalizedBy",
  y.app_data AS "appData", f.actor_type AS "createdByType", f.actor_id AS "createdById", p.created_at AS "createdAt",
  p.updated_at AS "updatedAt"`;

export const POLICY_PAYMENT_FROM = `
  policy_payment y
  JOIN payment p ON p.id = y.payment_id
  JOIN adjustment f ON f.payment_id = y.payment_id AND f.sequence = 1
  JOIN policy c ON c.id = y.policy_id`;

/** Policy payments by id. */
export async function policyPaymentsById(
  ids: readonly string[],
  on?: Queryable,
): Promise<Map<string, PolicyPayment>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] }, on);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function policyPaymentById(id: string, on?: Queryable): Promise<PolicyPayment | null> {
  return (await policyPaymentsById([id], on)).get(id) ?? null;
}
