import { query } from "@/lib/db/sql";
import { POLICY_AND_METHOD } from "@/lib/generated/sql/policies/payments/policy-and-method";
import type { BanvStatus, MethodType } from "@/lib/policies/enums";
import { fromStored } from "@/lib/policies/modules/billing-settings";
import type { PolicyWithRules } from "@/lib/policies/policy";
import { BoundedMap } from "@/lib/process/bounded-map";

/** How many pairs of a policy and a payment method a process remembers. */
export const JUDGING_REMEMBERED_MAX = 10_000;

/** What an ordinary payment is judged by, as it was when this process read it. */
export interface JudgedBy {
  policy: PolicyWithRules;
  moduleUpdatedAt: Date;
  /** Null where the policyholder has no such method. */
  method: JudgedMethod | null;
}

/** What of a payment method a payment is judged by. */
export interface JudgedMethod {
  policyholderId: string;
  type: MethodType;
  banvStatus: BanvStatus | null;
}

const memory = new BoundedMap<string, JudgedBy>(JUDGING_REMEMBERED_MAX);

/**
 * A policy and a method, from memory or in one round trip; null where there is no such policy. What is remembered may be
 * old: the statement that records a payment refuses what was judged by anything else than what is.
 */
export async function policyAndMethod(policyId: string, methodId: string | null): Promise<JudgedBy | null> {
  const key = memoryKey(policyId, methodId);
  const known = memory.get(key);
  if (known) return known;
  const [row] = await query(POLICY_AND_METHOD, { policyId, methodId });
  if (!row) return null;
  const { settings, moduleUpdatedAt, methodHolderId, methodType, banvStatus, ...policy } = row;
  const judgedBy = {
    policy: { ...policy, billing: fromStored(settings.billing) },
    moduleUpdatedAt,
    method:
      methodHolderId === null || methodType === null
        ? null
        : { policyholderId: methodHolderId, type: methodType, banvStatus },
  };
  memory.set(key, judgedBy);
  return judgedBy;
}

/** What a payment was judged by, in the columns that the statement which records it compares with what is. */
export function judgedColumns({ policy, moduleUpdatedAt, method }: JudgedBy) {
  return {
    policy_status_was: policy.status,
    policy_updated_was: policy.updatedAt,
    module_updated_was: moduleUpdatedAt,
    method_status_was: method?.banvStatus ?? null,
  };
}

/** Reads it anew when it is asked for next. */
export function forgetPolicyAndMethod(policyId: string, methodId: string | null): void {
  memory.delete(memoryKey(policyId, methodId));
}

function memoryKey(policyId: string, methodId: string | null): string {
  return `${process.env.DATABASE_URL} ${policyId} ${methodId}`;
}
