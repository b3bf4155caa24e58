import { MINUTE_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import type { Chain } from "@/lib/policies/collection/chains";
import { UNUSABLE_METHOD } from "@/lib/policies/collection/unusable-method";
import {
  isCollected,
  isUsable,
  type PolicyPaymentType,
  policyTakes,
  suits,
  toCoreStatus,
} from "@/lib/policies/enums";
import { unfit } from "@/lib/policies/field-words";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { PolicyWithRules } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import type { FieldIssue } from "@/lib/verb/problem";
import type { CreatePolicyPaymentBody, ReadBody } from "./create-fields";
import { chargesFit, type PolicyPaymentDraft } from "./policy-payment-draft";

/** One payment that was asked for: its policy, and what its body holds. */
export interface Asked {
  policy: PolicyWithRules;
  read: ReadBody<CreatePolicyPaymentBody>;
  idempotencyKey?: string | null;
}

export type Judged = { draft: PolicyPaymentDraft } | { issues: FieldIssue[] };

/** What was looked up for the payments that are judged together; each changes it for those after it. */
export interface Facts {
  chains: Map<string, Chain>;
  methods: Map<string, Pick<PolicyPaymentMethod, "policyholderId" | "type" | "banvStatus">>;
  /** `merchant/reference` of every external reference that is taken. */
  references: Set<string>;
}

/** Judges one payment by the facts, and notes in them what recording it will change. Every issue at once, those of the body first. */
export function judgePayment(ctx: Ctx, facts: Facts, asked: Asked): Judged {
  const { policy, read } = asked;
  const chain = read.value.retry_of ? facts.chains.get(read.value.retry_of) : undefined;
  const issues = [
    ...read.issues,
    ...methodIssues(facts, asked),
    ...policyIssues(asked),
    ...referenceIssues(facts, asked),
    ...retryIssues(asked, chain),
    ...timeIssues(ctx, asked),
  ];
  if (issues.length > 0) return { issues: onePerPath(issues) };
  const body = read.value as CreatePolicyPaymentBody;
  const draft = toDraft(ctx, asked, body, chain, facts.methods.get(body.payment_method_id));
  if (!chargesFit(draft))
    return { issues: [unfit("amount", "is too large or too small for what the policy charges on it")] };
  if (body.external_reference) facts.references.add(`${policy.merchantId}/${body.external_reference}`);
  if (chain) {
    chain.retries += 1;
    chain.live = draft.status !== "failed" && draft.status !== "cancelled";
  }
  return { draft };
}

function methodIssues({ methods }: Facts, { policy, read: { value } }: Asked): FieldIssue[] {
  const { payment_method_id: id, collection_type: collection } = value;
  if (id === undefined) return [];
  const method = methods.get(id);
  if (method?.policyholderId !== policy.policyholderId)
    return [unfit("payment_method_id", "must be a payment method of the policy's policyholder")];
  if (collection === undefined || suits(collection, method.type)) return [];
  return [unfit("collection_type", `must suit the payment method, which is of type ${method.type}`)];
}

function policyIssues({ policy, read: { value } }: Asked): FieldIssue[] {
  const { payment_type: type, status, amount } = value;
  if (type === undefined) return [];
  if (!policyTakes(policy.status, type))
    return [unfit("payment_type", `${type} is not allowed: the policy is ${policy.status}`)];
  const { enabled, amountInCents } = policy.billing.minimumPaymentAmount;
  const below =
    enabled && type === "premium" && status === "pending" && amount !== undefined && amount < amountInCents;
  return below ? [unfit("amount", `must be at least ${amountInCents}, the product module's minimum`)] : [];
}

/** How far ahead of ours the clock of whoever reports may be. */
const CLOCK_AHEAD_MAX_MS = 5 * MINUTE_MS;

function timeIssues({ now }: Ctx, { read: { value } }: Asked): FieldIssue[] {
  const { finalized_at: finalizedAt } = value;
  if (!finalizedAt || finalizedAt.getTime() <= now.getTime() + CLOCK_AHEAD_MAX_MS) return [];
  return [unfit("finalized_at", "must not be in the future")];
}

function referenceIssues({ references }: Facts, { policy, read: { value } }: Asked): FieldIssue[] {
  const reference = value.external_reference;
  if (reference === undefined || !references.has(`${policy.merchantId}/${reference}`)) return [];
  return [unfit("external_reference", "is taken by another payment")];
}

function retryIssues({ policy, read: { value } }: Asked, chain: Chain | undefined): FieldIssue[] {
  const { retry_of: retryOf, payment_type: paymentType } = value;
  if (retryOf === undefined) return [];
  const issue = whyNotRetried(retryOf, { policyId: policy.id, paymentType }, chain);
  return issue ? [issue] : [];
}

/** Why a payment of a policy and a type cannot be recorded as a retry of another one; null where it can. */
export function whyNotRetried(
  retryOf: string,
  { policyId, paymentType }: { policyId: string; paymentType: PolicyPaymentType | undefined },
  chain: Chain | undefined,
): FieldIssue | null {
  if (chain?.policyId !== policyId || chain.statuses[retryOf] !== "failed")
    return unfit("retry_of", "must be a failed payment of the same policy");
  if (chain.live) return unfit("retry_of", "must not have a later attempt that is pending or successful");
  if (paymentType !== undefined && paymentType !== chain.paymentType)
    return unfit("payment_type", `must be ${chain.paymentType}, like that of the payment it retries`);
  return null;
}

function toDraft(
  ctx: Ctx,
  { policy, idempotencyKey = null }: Asked,
  body: CreatePolicyPaymentBody,
  chain: Chain | undefined,
  method: Pick<PolicyPaymentMethod, "type" | "banvStatus"> | undefined,
): PolicyPaymentDraft {
  const draft: PolicyPaymentDraft = {
    id: newId(),
    policy,
    paymentMethodId: body.payment_method_id,
    status: toCoreStatus(body.status),
    paymentType: body.payment_type,
    premiumType: body.premium_type ?? null,
    collectionType: body.collection_type,
    amountMinor: chain?.amountMinor ?? body.amount ?? 0n,
    description: chain ? chain.description : (body.description ?? null),
    paymentDate: body.payment_date,
    billingDate: body.billing_date ?? null,
    externalReference: body.external_reference ?? null,
    retryOf: chain?.originalId ?? null,
    retryNumber: chain ? chain.retries + 1 : 0,
    reversalOf: null,
    failureReason: body.failure_reason ?? null,
    failureAction: body.failure_action ?? null,
    failureCode: body.failure_code ?? null,
    finalizedAt: body.finalized_at ?? null,
    idempotencyKey,
    reason: null,
  };
  // What is still to be collected cannot be: the record says so. What a caller reports is recorded as sent.
  const stuck = body.status === "pending" && isCollected(body.payment_type) && method && !isUsable(method);
  return stuck ? { ...draft, ...UNUSABLE_METHOD, status: "failed", finalizedAt: ctx.now } : draft;
}

function onePerPath(issues: readonly FieldIssue[]): FieldIssue[] {
  const first = new Map(issues.toReversed().map((issue) => [issue.path, issue]));
  return issues.filter((issue) => first.get(issue.path) === issue);
}
