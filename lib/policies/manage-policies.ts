import { recordAudit } from "@/lib/audit/record";
import { authorize, merchantBound } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/context";
import { newToken } from "@/lib/crypto/tokens";
import { isUniqueViolation, type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { newId, readAnyId } from "@/lib/ids";
import { searchText } from "@/lib/payments/record-payments";
import { Refused } from "@/lib/problem";
import { refuseOtherMerchant } from "./acting-merchant";
import type { PolicyStatus } from "./enums";
import { unfit } from "./field-words";
import { type FromForm, madeBefore } from "./made-before";
import { getPaymentMethod } from "./manage-payment-methods";
import type { PolicyPaymentMethod } from "./payment-method";
import { POLICY_COLUMNS, type Policy, type PolicyWithRules, policiesById } from "./policy";
import { getPolicyholder, likeText, type Policyholder } from "./policyholder";
import { getProductModule, type ProductModule } from "./product-module";
import { refuseIssues } from "./read-body";
import type { CreatePolicyBody } from "./wire";

const NUMBER_CHARACTERS = 10;

/** Makes an active policy. Its policyholder and its product module belong to one merchant, and so does the policy. The same form sent again gives the policy it made. */
export async function createPolicy({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePolicyBody & FromForm;
}): Promise<Policy> {
  authorize(ctx, "policies:manage");
  const [holder, module] = await Promise.all([
    orIssue("policyholder_id", getPolicyholder({ ctx, input: { id: input.policyholder_id } })),
    orIssue("product_module_id", getProductModule({ ctx, input: { id: input.product_module_id } })),
  ]);
  const issues = [holder, module].flatMap((each) => ("issue" in each ? [each.issue] : []));
  if ("issue" in holder || "issue" in module) return refuseIssues(issues);
  if (holder.merchantId !== module.merchantId)
    return refuseIssues([unfit("product_module_id", "must belong to the policyholder's organisation")]);
  return write(ctx, holder, module, input);
}

async function write(
  ctx: Ctx,
  holder: Policyholder,
  module: ProductModule,
  input: CreatePolicyBody & FromForm,
): Promise<Policy> {
  const number = input.policy_number ?? newToken(NUMBER_CHARACTERS).toUpperCase();
  const search = searchText([number, holder.firstName, holder.lastName, holder.email, input.package_name]);
  return transaction(async (tx) => {
    const values = [
      input.formId ?? newId(),
      holder.merchantId,
      holder.id,
      module.id,
      number,
      input.package_name,
    ];
    const terms = [input.monthly_premium, input.billing_day, input.billing_frequency];
    const currency = input.currency ?? module.billing.currency;
    const charges = JSON.stringify(input.charges ?? []);
    const [made] = await run<Policy>(
      INSERT,
      [...values, ...terms, currency, input.start_date, charges, search, ctx.now],
      tx,
    );
    if (!made) throw new Error("a policy was not written");
    await recordAudit(tx, ctx, audited("policy.created", made));
    return made;
  })
    .catch((err: unknown) => madeBefore<Policy>(err, input, (id) => getPolicy({ ctx, input: { id } })))
    .catch((err: unknown) => {
      if (!isUniqueViolation(err)) throw err;
      return refuseIssues([unfit("policy_number", "is taken by another policy")]);
    });
}

async function orIssue<T>(path: string, found: Promise<T>) {
  return found.catch((err: unknown) => {
    if (err instanceof Refused && err.problem.code === "not_found")
      return { issue: unfit(path, "must be the id of one that exists") };
    throw err;
  });
}

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
    await recordAudit(tx, ctx, audited(action, policy));
    return policy;
  });
}

function audited(action: string, policy: Policy) {
  const { policyNumber, status, paymentMethodId } = policy;
  const data = { policyNumber, status, paymentMethodId };
  return { action, objectType: "policy", objectId: policy.id, merchantId: policy.merchantId, data };
}

const INSERT = statement(`
  INSERT INTO policy AS c (
    id, merchant_id, policyholder_id, product_module_id, policy_number, package_name, monthly_premium_minor,
    billing_day, billing_frequency, currency, start_date, charges, status, search, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'active', $13, $14, $14) RETURNING ${POLICY_COLUMNS}`);
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
