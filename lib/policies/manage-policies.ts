import { recordAudit } from "@/lib/audit/record";
import { onReplica } from "@/lib/db/replicas";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { COUNT } from "@/lib/generated/sql/policies/manage-policies/count";
import { COUNT_BY_METHOD } from "@/lib/generated/sql/policies/manage-policies/count-by-method";
import { LIST } from "@/lib/generated/sql/policies/manage-policies/list";
import { LIST_SHOWN } from "@/lib/generated/sql/policies/manage-policies/list-shown";
import { SET_METHOD } from "@/lib/generated/sql/policies/manage-policies/set-method";
import { readAnyId } from "@/lib/ids";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import { chooseWithRetries } from "@/lib/policies/collection/move-retries";
import { likeText } from "@/lib/policies/holders/policyholder";
import { changeLocked, lockPolicies } from "@/lib/policies/life/change-policy";
import { getPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { refuseOtherMerchant } from "./acting-merchant";
import { CARD_LAPSES_DAYS, type MethodTrouble, type PolicyStatus } from "./enums";
import { unfit } from "./field-words";
import { orIssue } from "./or-issue";
import { auditedPolicy, type Policy, type PolicyWithRules, policiesById } from "./policy";
import { refuseIssues } from "./read-body";
import { asShown, type ShownPolicy } from "./shown-policy";

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
  /** The key or the person that added it. */
  createdBy?: string | undefined;
  productModuleId?: string | undefined;
  /** Case matters. */
  policyNumbers?: readonly string[] | undefined;
  /** Only active policies whose payment method is so. */
  method?: MethodTrouble | undefined;
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
  const filter = filterOf(ctx, input);
  const { limit, offset } = input;
  const [policies, counted] = await onReplica(() =>
    Promise.all([query(LIST, { ...filter, limit, offset }), query(COUNT, filter)]),
  );
  return { policies, total: Number(counted[0]?.total ?? 0) };
}

/** The same as the door shows them. */
export async function listShownPolicies({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPolicies;
}): Promise<{ policies: ShownPolicy[]; total: number }> {
  authorize(ctx, "policies:read");
  const filter = filterOf(ctx, input);
  const { limit, offset } = input;
  const [rows, counted] = await onReplica(() =>
    Promise.all([query(LIST_SHOWN, { ...filter, limit, offset }), query(COUNT, filter)]),
  );
  return { policies: rows.map((row) => asShown(ctx, row)), total: Number(counted[0]?.total ?? 0) };
}

function filterOf(ctx: Ctx, input: ListPolicies) {
  return {
    merchantId: merchantBound(ctx.actor),
    search: likeText(input.search),
    statuses: input.status?.length ? input.status : null,
    policyholderId: input.policyholderId ?? null,
    createdBy: input.createdBy ?? null,
    productModuleId: input.productModuleId ?? null,
    policyNumbers: input.policyNumbers ?? null,
    methodBlocked: input.method === "blocked",
    methodUnverified: input.method === "unverified",
    lapsesBy: input.method === "lapsing" ? lapsesBy(ctx) : undefined,
    unansweredSince: input.method === "unanswered" ? unansweredSince(ctx) : undefined,
  };
}

/** How many policies `listPolicies` finds with a method in each kind of trouble, counted up to a limit. */
export async function countPoliciesByMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { limit: number };
}): Promise<Record<MethodTrouble, number>> {
  authorize(ctx, "policies:read");
  const counted = await query(COUNT_BY_METHOD, {
    merchantId: merchantBound(ctx.actor),
    lapsesBy: lapsesBy(ctx),
    unansweredSince: unansweredSince(ctx),
    ...input,
  });
  const of = (method: MethodTrouble) => counted.find((each) => each.method === method)?.count ?? 0;
  return {
    ...{ blocked: of("blocked"), unverified: of("unverified"), lapsing: of("lapsing") },
    unanswered: of("unanswered"),
  };
}

function lapsesBy({ now }: Ctx): Date {
  return new Date(now.getTime() + CARD_LAPSES_DAYS * DAY_MS);
}

function unansweredSince({ now }: Ctx): Date {
  return new Date(now.getTime() - UNKNOWN_PATIENCE_MS);
}

/**
 * Changes what is told of a policy: its status whatever it was, the day and the amount it is billed from now on, the
 * caller's own data. Payments that are recorded already keep their day and amount.
 */
export async function updatePolicy({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: {
    id: string;
    status?: PolicyStatus | undefined;
    billing_day?: number | undefined;
    monthly_premium?: bigint | undefined;
    app_data?: unknown;
  };
}): Promise<ShownPolicy> {
  authorize(ctx, "policies:manage");
  const { id } = await getPolicy({ ctx, input });
  const { status, billing_day: billingDay, monthly_premium: monthlyPremiumMinor, app_data: appData } = input;
  return transaction(async (tx) => {
    const locked = (await lockPolicies(tx, ctx, [id])).get(id);
    if (!locked) throw new Refused({ code: "lost_race" });
    const change = { status, billingDay, monthlyPremiumMinor, appData };
    return changeLocked(tx, ctx, locked, change, { action: "policy.updated" });
  });
}

/**
 * Chooses how the policy is paid from now on, the retries among it that wait to be collected by us. Resolves to the method,
 * and to how many retries were moved to it.
 */
export async function assignPaymentMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; payment_method_id: string };
}): Promise<{ method: PolicyPaymentMethod; retriesMoved: number }> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input });
  const method = await orIssue(
    "payment_method_id",
    getPaymentMethod({ ctx, input: { id: input.payment_method_id } }),
  );
  if ("issue" in method) return refuseIssues([method.issue]);
  if (method.policyholderId !== policy.policyholderId)
    return refuseIssues([unfit("payment_method_id", "must belong to the policy's policyholder")]);
  const chosen = { policyId: policy.id, method };
  const retriesMoved = await chooseWithRetries(ctx, chosen, (tx) => setMethod(tx, ctx, chosen));
  return { method, retriesMoved };
}

async function setMethod(
  tx: Queryable,
  ctx: Ctx,
  { policyId: id, method }: { policyId: string; method: PolicyPaymentMethod },
): Promise<void> {
  const before = (await lockPolicies(tx, ctx, [id])).get(id);
  if (before?.paymentMethodId === method.id) return;
  const [policy] = await query(SET_METHOD, { id, paymentMethodId: method.id, now: ctx.now }, tx);
  if (!policy) throw new Refused({ code: "lost_race" });
  await recordAudit(tx, ctx, auditedPolicy("policy.payment_method_assigned", policy));
}
