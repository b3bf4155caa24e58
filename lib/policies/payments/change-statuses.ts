import { type Queryable, run, statement } from "@/lib/db/sql";
import {
  type AdjustmentDraft,
  appendAdjustments,
  nextAdjustment,
  type PaymentChange,
} from "@/lib/payments/append-adjustment";
import { type LockedPayment, lockPayments } from "@/lib/payments/lock-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { lockOriginals } from "@/lib/policies/collection/chains";
import type { Failure } from "@/lib/policies/collection/failure-rules";
import { handleOutcomes, type Outcome } from "@/lib/policies/collection/handle-failure";
import { doorActor } from "@/lib/policies/door-actor";
import { isDebitOrder } from "@/lib/policies/enums";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { type Problem, problemOf } from "@/lib/verb/problem";
import { whyNoLateReturn } from "./late-return";
import { type PolicyPayment, policyPaymentsById } from "./policy-payment";
import type { PolicyPaymentDraft } from "./record-policy-payments";

/** What became of a policy payment. `failure` is given exactly where `to` is failed. */
export interface StatusChange {
  paymentId: string;
  to: PaymentStatus;
  failure: Failure | null;
  /** Why, for the timeline; a failure's own reason stands in for it. */
  reason?: string;
  attemptId?: string;
  raw?: unknown;
  /** The answer of our own connector: nobody else may say what became of a payment while that is awaited. */
  fromConnector?: boolean;
}

/** What a change came to: `unchanged` where the payment was so already. */
export type ChangeVerdict = "changed" | "unchanged" | { problem: Problem };

/**
 * Changes the status of policy payments, with all that follows from it, in bulk statements. A change the life cycle
 * forbids is refused alone. Verdicts come back in the order of the changes. Of two changes of one payment in a batch the
 * second is refused.
 */
export async function changeStatuses(
  tx: Queryable,
  ctx: Ctx,
  changes: readonly StatusChange[],
): Promise<ChangeVerdict[]> {
  const ids = changes.map(({ paymentId }) => paymentId);
  await lockOriginals(tx, ids);
  const locked = await lockPayments(tx, ids);
  const payments = await policyPaymentsById(ids, tx);
  const awaited = new Set((await run<{ id: string }>(AWAITED, [ids], tx)).map(({ id }) => id));
  const accepted: { change: StatusChange; payment: PolicyPayment; append: PaymentChange }[] = [];
  const seen = new Set<string>();
  const verdicts = changes.map((change): ChangeVerdict => {
    const payment = payments.get(change.paymentId);
    const lock = locked.get(change.paymentId);
    if (!payment || !lock) return { problem: { code: "not_found", object: "Payment", id: change.paymentId } };
    if (seen.has(payment.id)) return { problem: { code: "lost_race" } };
    if (isSame(payment, change)) return "unchanged";
    const append = { locked: lock, draft: adjustmentOf(change) };
    const problem =
      obstacle(ctx, payment, change, awaited.has(payment.id)) ?? illegal(ctx, lock, append.draft);
    if (problem) return { problem };
    seen.add(payment.id);
    accepted.push({ change, payment, append });
    return "changed";
  });
  await appendAdjustments(
    tx,
    ctx,
    accepted.map(({ append }) => append),
  );
  await saveDetails(tx, ctx, accepted);
  const policies = await policiesById(
    accepted.map(({ payment }) => payment.policyId),
    tx,
  );
  const outcomes = accepted.flatMap(({ payment, change }): Outcome[] => {
    const policy = policies.get(payment.policyId);
    if (!policy || (change.to !== "failed" && change.to !== "succeeded")) return [];
    return [{ payment: toDraft(payment, policy, ctx.now), failure: change.failure }];
  });
  await handleOutcomes(tx, ctx, outcomes);
  return verdicts;
}

function isSame(payment: PolicyPayment, { to, failure }: StatusChange): boolean {
  if (payment.status !== to) return false;
  if (to !== "failed") return true;
  return (
    payment.failureReason === (failure?.reason ?? null) &&
    payment.failureAction === (failure?.action ?? null) &&
    payment.failureCode === (failure?.code ?? null)
  );
}

function obstacle(ctx: Ctx, payment: PolicyPayment, change: StatusChange, awaited: boolean): Problem | null {
  const refuse = (reason: string): Problem => ({
    code: "illegal_transition",
    from: payment.status,
    to: change.to,
    reason,
  });
  if (awaited && !change.fromConnector)
    return refuse("The payment is being collected: what becomes of it, its connector says.");
  if (payment.status !== "succeeded" || change.to !== "failed") return null;
  const debitOrder = isDebitOrder(payment.collectionType);
  const reason = whyNoLateReturn({ debitOrder, actionDate: payment.actionDate }, ctx.now);
  return reason ? refuse(reason) : null;
}

function illegal(ctx: Ctx, locked: LockedPayment, draft: AdjustmentDraft): Problem | null {
  try {
    nextAdjustment(ctx, locked, draft);
    return null;
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) throw err;
    return problem;
  }
}

function adjustmentOf({ to, failure, reason, attemptId, raw }: StatusChange): AdjustmentDraft {
  const why = reason ?? failure?.reason;
  return {
    status: to,
    ...(why && { reason: why }),
    ...(failure?.code && { failureCode: failure.code }),
    ...(attemptId && { attemptId }),
    raw: raw ?? (failure ? { failureReason: failure.reason, failureAction: failure.action } : {}),
    action: `payment.${to}`,
  };
}

function toDraft(
  payment: PolicyPayment,
  policy: PolicyPaymentDraft["policy"],
  now: Date,
): PolicyPaymentDraft {
  return { ...payment, policy, finalizedAt: now, idempotencyKey: null, reason: null };
}

async function saveDetails(
  tx: Queryable,
  ctx: Ctx,
  accepted: readonly { change: StatusChange; payment: PolicyPayment }[],
): Promise<void> {
  const rows = accepted.map(({ change: { to, failure }, payment }) => {
    const final = to === "failed" || to === "succeeded";
    return {
      payment_id: payment.id,
      failure_reason: failure?.reason ?? null,
      failure_action: failure?.action ?? null,
      finalized_at: final ? ctx.now : payment.finalizedAt,
      finalized_by: final ? doorActor(ctx.actor, payment.merchantId) : null,
    };
  });
  if (rows.length > 0) await run(SAVE, [JSON.stringify(rows)], tx);
}

const AWAITED = statement(`
  SELECT payment_id AS id FROM attempt
  WHERE payment_id = ANY ($1::uuid[]) AND operation = 'charge' AND state IN ('started', 'requires_action', 'unknown')`);

const SAVE = statement(`
  UPDATE policy_payment y SET failure_reason = i.failure_reason, failure_action = i.failure_action,
    finalized_at = i.finalized_at, finalized_by = i.finalized_by
  FROM jsonb_to_recordset($1::jsonb) AS i (
    payment_id uuid, failure_reason text, failure_action text, finalized_at timestamptz, finalized_by jsonb)
  WHERE y.payment_id = i.payment_id`);
