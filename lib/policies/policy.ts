import { type Queryable, query } from "@/lib/db/sql";
import { BY_IDS } from "@/lib/generated/sql/policies/policy/by-ids";
import { type BillingSettings, fromStored } from "@/lib/policies/modules/billing-settings";
import type { PremiumCharge } from "@/lib/policies/payments/charge";
import type { DoorActor } from "@/lib/policies/payments/policy-payment";
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
  charges: PremiumCharge[];
  status: PolicyStatus;
  appData: unknown;
  createdBy: DoorActor | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A policy with what its payments are recorded and judged by. */
export interface PolicyWithRules extends Policy {
  holderName: string;
  billing: BillingSettings;
}

/** Policies by id, each with its product module's rules. */
export async function policiesById(
  ids: readonly string[],
  on?: Queryable,
): Promise<Map<string, PolicyWithRules>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] }, on);
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
