import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { likeText } from "@/lib/policies/holders/policyholder";
import { getPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { refuseOtherMerchant } from "./acting-merchant";
import type { PolicyStatus } from "./enums";
import { unfit } from "./field-words";
import { orIssue } from "./or-issue";
import { auditedPolicy, POLICY_COLUMNS, type Policy, type PolicyWithRules, policiesById } from "./policy";
import { refuseIssues } from "./read-body";

/** One policy; `not_found` also for another merchant's. */
export async function getPolicy(
  { ctx, input }: { ctx: Ctx; input: { id: string } },
  on?: Queryable,
): Promise<PolicyWithRules> {
  authorize(ctx, "policies:read");
  const id = readAnyId(input.id);
  const found = id ? (await policiesById([id], on)).get(id) : undefined;
  if (!found) throw new Refused({ code: "not_found", object: "Policy", id: input.id });
  refuseOtherMerchant(ctx, found.merchantId, "Policy", input.id);
  return found;
}

export interface ListPolicies {
  search?: string | undefined;
  status?: readonly PolicyStatus[] | undefined;
  policyholderId?: string | undefined;
  limit: number;
  offset: number;
}

/** A policy as lists show it. */
export type ListedPolicy = Policy & { holderName: string };

/** Newest first. */
export async function listPolicies({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPolicies;
}): Promise<{ policies: ListedPolicy[]; total: number }> {
  authorize(ctx, "policies:read");
  const filter = [
    merchantBound(ctx.actor),
    likeText(input.search),
    input.status?.length ? input.status : null,
    input.policyholderId ?? null,
  ];
  const [policies, counted] = await Promise.all([
    run<ListedPolicy>(LIST, [...filter, input.limit, input.offset]),
    run<{ total: bigint }>(COUNT, filter),
  ]);
  return { policies, total: Number(counted[0]?.total ?? 0) };
}

export async function updatePolicy({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; status: PolicyStatus };
}): Promise<Policy> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input });
  if (policy.status === input.status) return policy;
  return change(ctx, "policy.updated", SET_STATUS, [policy.id, input.status, ctx.now]);
}

/** Chooses how the policy is paid from now on. Resolves to the method. */
export async function assignPaymentMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; payment_method_id: string };
}): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input });
  const method = await orIssue(
    "payment_method_id",
    getPaymentMethod({ ctx, input: { id: input.payment_method_id } }),
  );
  if ("issue" in method) return refuseIssues([method.issue]);
  if (method.policyholderId !== policy.policyholderId)
    return refuseIssues([unfit("payment_method_id", "must belong to the policy's policyholder")]);
  if (policy.paymentMethodId === method.id) return method;
  await change(ctx, "policy.payment_method_assigned", SET_METHOD, [policy.id, method.id, ctx.now]);
  return method;
}

function change(ctx: Ctx, action: string, text: typeof SET_STATUS, values: unknown[]): Promise<Policy> {
  return transaction(async (tx) => {
    const [policy] = await run<Policy>(text, values, tx);
    if (!policy) throw new Refused({ code: "lost_race" });
    await recordAudit(tx, ctx, auditedPolicy(action, policy));
    return policy;
  });
}

const SET_STATUS = statement(
  `UPDATE policy c SET status = $2, updated_at = $3 WHERE c.id = $1 RETURNING ${POLICY_COLUMNS}`,
);
const SET_METHOD = statement(
  `UPDATE policy c SET payment_method_id = $2, updated_at = $3 WHERE c.id = $1 RETURNING ${POLICY_COLUMNS}`,
);
const WHERE = `
  ($1::uuid IS NULL OR c.merchant_id = $1) AND ($2::text IS NULL OR c.search LIKE $2)
  AND ($3::text[] IS NULL OR c.status = ANY ($3)) AND ($4::uuid IS NULL OR c.policyholder_id = $4)`;
const LIST = statement(`
  SELECT ${POLICY_COLUMNS}, concat_ws(' ', h.first_name, h.last_name) AS "holderName"
  FROM policy c JOIN policyholder h ON h.id = c.policyholder_id
  WHERE ${WHERE} ORDER BY c.created_at DESC, c.id DESC LIMIT $5 OFFSET $6`);
const COUNT = statement(`SELECT count(*) AS total FROM policy c WHERE ${WHERE}`);
