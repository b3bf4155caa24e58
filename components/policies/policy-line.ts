import type { ListedPolicy } from "@/lib/policies/manage-policies";

export type PolicyLine = ReturnType<typeof policyLine>;

/** A policy as a row of a list shows it. */
export function policyLine(policy: ListedPolicy) {
  const { id, policyNumber, holderName, packageName, monthlyPremiumMinor, currency, status, createdAt } =
    policy;
  return { id, policyNumber, holderName, packageName, monthlyPremiumMinor, currency, status, createdAt };
}
