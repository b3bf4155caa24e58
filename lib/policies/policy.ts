import { type Queryable, run, statement } from "@/lib/db/sql";
import {
  type BillingSettings,
  fromStored,
  type StoredBilling,
} from "@/lib/policies/modules/billing-settings";
import type { Charge } from "@/lib/policies/payments/charge";
import type { BillingFrequency, PolicyStatus } from "./enums";

/** What is insured, for how much, and how it is paid. Amounts in minor units of `currency`. */
export interface Policy {
  id: string;
  merchantId: string;
  policyholderId: string;
  productModuleId: string;
  paymentMethodId: string | null;
  policyNumber: string;
  packageName: string;
  monthlyPremiumMinor: bigint;
  billingDay: number;
  billingFrequency: BillingFrequency;
  currency: string;
  startDate: Date;
  charges: Charge[];
  status: PolicyStatus;
  createdAt: Date;
  updatedAt: Date;
}

/** A policy with what its payments are recorded and judged by. */
export interface PolicyWithRules extends Policy {
  holderName: string;
  billing: BillingSettings;
}

export const POLICY_COLUMNS = `
  c.id, c.merchant_id AS "merchantId", c.policyholder_id AS "policyholderId", c.product_module_id AS "productModuleId",
  c.payment_method_id AS "paymentMethodId", c.policy_number AS "policyNumber", c.package_name AS "packageName",
  c.monthly_premium_minor AS "monthlyPremiumMinor", c.billing_day AS "billingDay",
  c.billing_frequency AS "billingFrequency", c.currency, c.start_date AS "startDate", c.charges, c.status,
  c.created_at AS "createdAt", c.updated_at AS "updatedAt"`;

/** Policies by id, each with its product module's rules. */
export async function policiesById(
  ids: readonly string[],
  on?: Queryable,
): Promise<Map<string, PolicyWithRules>> {
  const rows = await run<Omit<PolicyWithRules, "billing"> & { settings: { billing: StoredBilling } }>(
    BY_IDS,
    [[...new Set(ids)]],
    on,
  );
  return new Map(
    rows.map(({ settings, ...row }) => [row.id, { ...row, billing: fromStored(settings.billing) }]),
  );
}

/** What the audit log keeps of a change of a policy. */
export function auditedPolicy(action: string, policy: Policy) {
  const { policyNumber, status, paymentMethodId } = policy;
  const data = { policyNumber, status, paymentMethodId };
  return { action, objectType: "policy", objectId: policy.id, merchantId: policy.merchantId, data };
}

const BY_IDS = statement(`
  SELECT ${POLICY_COLUMNS}, d.settings, concat_ws(' ', h.first_name, h.last_name) AS "holderName"
  FROM policy c
  JOIN product_module d ON d.id = c.product_module_id
  JOIN policyholder h ON h.id = c.policyholder_id
  WHERE c.id = ANY ($1::uuid[])`);
