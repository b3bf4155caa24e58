import { type Queryable, query } from "@/lib/db/sql";
import { AWAITED } from "@/lib/generated/sql/policies/payments/change-statuses/awaited";
import { SAVE } from "@/lib/generated/sql/policies/payments/change-statuses/save";
import {
  type AdjustmentDraft,
  appendAdjustmentBatch,
  nextAdjustment,
  type PaymentChange,
} from "@/lib/payments/append-adjustment";
import { type LockedPayment, lockPaymentsById } from "@/lib/payments/lock-payment";
import { lockOriginals } from "@/lib/policies/collection/chains";
import type { CollectionOutcome } from "@/lib/policies/collection/consequences";
import { handleOutcomes } from "@/lib/policies/collection/handle-failure";
import { doorActor } from "@/lib/policies/door-actor";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { type Problem, problemOf } from "@/lib/verb/problem";
import { type PolicyPayment, policyPaymentsByIds } from "./policy-payment";
import type { PolicyPaymentDraft } from "./policy-payment-draft";
import { adjustmentOf, isUnchanged, type StatusChange, whyNotChanged } from "./status-change";

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
  const locked = await lockPaymentsById(tx, ids);
  const payments = await policyPaymentsByIds(ids, tx);
  const awaited = new Set((await query(AWAITED, { ids }, tx)).map(({ id }) => id));
  const accepted: { change: StatusChange; payment: PolicyPayment; append: PaymentChange }[] = [];
  const seen = new Set<string>();
  const verdicts = changes.map((change): ChangeVerdict => {
    const payment = payments.get(change.paymentId);
    const lock = locked.get(change.paymentId);
    if (!payment || !lock) return { problem: { code: "not_found", object: "Payment", id: change.paymentId } };
    if (seen.has(payment.id)) return { problem: { code: "lost_race" } };
    if (isUnchanged(payment, change)) return "unchanged";
    const append = { locked: lock, draft: adjustmentOf(change, payment) };
    const problem =
      whyNotChanged(ctx, payment, change, awaited.has(payment.id)) ?? illegal(ctx, lock, append.draft);
    if (problem) return { problem };
    seen.add(payment.id);
    accepted.push({ change, payment, append });
    return "changed";
  });
  await appendAdjustmentBatch(
    tx,
    ctx,
    accepted.map(({ append }) => append),
  );
  await saveDetails(tx, ctx, accepted);
  const policies = await policiesById(
    accepted.map(({ payment }) => payment.policyId),
    tx,
  );
  const outcomes = accepted.flatMap(({ payment, change }): CollectionOutcome[] => {
    const policy = policies.get(payment.policyId);
    if (!policy || (change.to !== "failed" && change.to !== "succeeded")) return [];
    return [{ payment: toDraft(payment, policy, ctx.now), failure: change.failure }];
  });
  await handleOutcomes(tx, ctx, outcomes);
  return verdicts;
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
  if (rows.length > 0) await query(SAVE, { rows }, tx);
}
