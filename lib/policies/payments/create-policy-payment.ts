import { digestOf, refuseUnlessSent } from "@/lib/db/made-before";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { FIRST } from "@/lib/generated/sql/policies/payments/create-policy-payment/first";
import { KEEP_SENT } from "@/lib/generated/sql/policies/payments/create-policy-payment/keep-sent";
import type { CollectionOutcome } from "@/lib/policies/collection/consequences";
import { handleOutcomes } from "@/lib/policies/collection/handle-failure";
import { unfit } from "@/lib/policies/field-words";
import { getPolicy } from "@/lib/policies/manage-policies";
import { refuseIssues } from "@/lib/policies/read-body";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readCreateBody } from "./create-fields";
import { judgeBatch } from "./judge-batch";
import type { Asked, Judged } from "./judge-payment";
import { type PolicyPayment, policyPaymentById } from "./policy-payment";
import type { PolicyPaymentDraft } from "./policy-payment-draft";
import { recordPolicyPayments } from "./record-policy-payments";

export interface CreatePolicyPayment {
  policyId: string;
  /** As the door is told of it: judged by the matrix here, so that no adapter can forget to. */
  body: Record<string, unknown>;
  /** The form's own key: the same form sent twice records one payment. */
  idempotencyKey?: string;
}

/**
 * Records a payment of a policy, or refuses with every field that is wrong. What a failure leads to happens in the same
 * transaction. Refuses with `not_found`, `invalid` or `lost_race`, and with `conflict` a form that recorded something else.
 */
export async function createPolicyPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePolicyPayment;
}): Promise<PolicyPayment> {
  authorize(ctx, "payments:create");
  const policy = await getPolicy({ ctx, input: { id: input.policyId } });
  const read = readCreateBody(input.body);
  const idempotencyKey = input.idempotencyKey ?? null;
  return transaction(async (tx) => {
    if (idempotencyKey === null) return createIn(tx, ctx, { policy, read, idempotencyKey });
    const key = { merchantId: policy.merchantId, idempotencyKey };
    const sent = digestOf({ policyId: policy.id, body: input.body });
    // Before it is judged: what the form made stands in its own way.
    const [before] = await query(FIRST, key, tx);
    if (before) refuseUnlessSent(ctx, before.sent, sent);
    const first = before?.id && (await policyPaymentById(before.id, tx));
    if (first) return first;
    const made = await createIn(tx, ctx, { policy, read, idempotencyKey });
    // Its twin may have been the first meanwhile.
    const [kept] = await query(KEEP_SENT, { ...key, sent }, tx);
    refuseUnlessSent(ctx, kept?.sent ?? null, sent);
    return made;
  });
}

/** The same inside a transaction that is already open. */
export async function createIn(tx: Queryable, ctx: Ctx, asked: Asked): Promise<PolicyPayment> {
  const [judged] = await judgeBatch(tx, ctx, [asked]);
  if (!judged || "issues" in judged) return refuseIssues(judged?.issues ?? []);
  const [id] = await recordJudged(tx, ctx, [judged.draft]).catch(refuseTwin);
  const payment = id ? await policyPaymentById(id, tx) : await firstOf(tx, judged.draft);
  if (!payment) throw new Error("a policy payment was not written");
  return payment;
}

/** Records what was judged fit and does what follows from it. Resolves to the ids, null for a key that was known. */
export async function recordJudged(
  tx: Queryable,
  ctx: Ctx,
  drafts: readonly PolicyPaymentDraft[],
): Promise<(string | null)[]> {
  const verdicts = await recordPolicyPayments(tx, ctx, drafts);
  const recorded = drafts.filter((_, index) => verdicts[index] === "recorded");
  await handleOutcomes(tx, ctx, recorded.flatMap(outcomeOf));
  return drafts.map(({ id }, index) => (verdicts[index] === "recorded" ? id : null));
}

function outcomeOf(payment: PolicyPaymentDraft): CollectionOutcome[] {
  if (payment.status === "succeeded") return [{ payment, failure: null }];
  if (payment.status !== "failed") return [];
  const { failureReason, failureAction, failureCode } = payment;
  const failure = {
    reason: failureReason ?? "",
    action: failureAction ?? "block_retry",
    code: failureCode,
  } as const;
  return [{ payment, failure }];
}

/** The drafts among what was judged, and the issues of the others by their place. */
export function sorted(judged: readonly Judged[]) {
  const drafts = judged.flatMap((each) => ("draft" in each ? [each.draft] : []));
  const refused = judged.flatMap((each, index) => ("issues" in each ? [{ index, issues: each.issues }] : []));
  return { drafts, refused };
}

// Two of the same at once pass the look and meet at the database.
function refuseTwin(err: unknown): never {
  if (isUniqueViolation(err, "policy_payment_external_reference"))
    return refuseIssues([unfit("external_reference", "is taken by another payment")]);
  if (isUniqueViolation(err)) throw new Refused({ code: "lost_race" });
  throw err;
}

function firstOf(tx: Queryable, { policy, idempotencyKey }: PolicyPaymentDraft) {
  return paymentOfKey(tx, policy.merchantId, idempotencyKey);
}

async function paymentOfKey(tx: Queryable, merchantId: string, key: string | null) {
  const [first] = key === null ? [] : await query(FIRST, { merchantId, idempotencyKey: key }, tx);
  return first?.id ? policyPaymentById(first.id, tx) : null;
}
