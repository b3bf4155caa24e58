import { type Queryable, query } from "@/lib/db/sql";
import { APPEND_ADJUSTMENTS } from "@/lib/generated/sql/payments/append-adjustments";
import { newId } from "@/lib/ids";
import { type Instant, instantOf } from "@/lib/instant";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { fold, respondByOf, type Snapshot } from "./fold";
import { KIND_RULES } from "./kinds/all";
import { mayFollow, refusedChange } from "./life-cycle";
import type { LockedPayment } from "./lock-payment";
import { type MoneyMoved, moneyMoved, refuseAboveMax, tallyColumns } from "./money-moved";
import type { Adjustment, Payment } from "./payment";
import { noEarlierThan } from "./reported-before";
import { type PaymentStatus, stageOf } from "./status";

/** What is about to happen to a payment. `amountMinor` in its minor units, where the status moves money. */
export interface AdjustmentDraft {
  status: PaymentStatus;
  amountMinor?: bigint;
  reference?: string;
  reason?: string;
  failureCode?: string;
  attemptId?: string;
  raw?: unknown;
  metadata?: Record<string, string>;
  /** When it happened, where that is not now: folded by its own time, whatever its order of arrival. */
  occurred?: Instant;
  /** It has happened at a provider already, and is never refused for order. */
  happened?: boolean;
  /** When the dispute that this opens has to be answered, where the provider says. */
  respondBy?: Date | null;
  /** The audit log's word for it, such as `payment.cancelled`. */
  action: string;
}

/** One of some changes that are written together, each of another payment. */
export interface PaymentChange {
  locked: LockedPayment;
  draft: AdjustmentDraft;
}

/**
 * Appends an adjustment to a locked payment, with the new snapshot, the count, the events and the audit row. Refuses with
 * `illegal_transition` what the life cycle of the payment's kind forbids.
 */
export async function appendAdjustment(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  draft: AdjustmentDraft,
): Promise<LockedPayment> {
  const [after] = await appendAdjustmentBatch(tx, ctx, [{ locked, draft }]);
  if (!after) throw new Error("an adjustment was not appended");
  return after;
}

/** The same for many payments, in one statement. Refuses all of them with the first that is illegal. */
export async function appendAdjustmentBatch(
  tx: Queryable,
  ctx: Ctx,
  changes: readonly PaymentChange[],
): Promise<LockedPayment[]> {
  if (changes.length === 0) return [];
  const prepared = changes.map(({ locked, draft }) => ({
    locked,
    draft,
    ...nextAdjustment(ctx, locked, draft),
  }));
  const { type: actorType, id: actorId, label: actorLabel } = ctx.actor;
  const { requestId, now } = ctx;
  const who = { actorType, actorId, actorLabel, requestId, auditedAt: deploymentTime(ctx) };
  const parameters = { changes: prepared.map(toRow), now, ...who };
  await query(APPEND_ADJUSTMENTS, parameters, tx);
  return prepared.map(({ after }) => after);
}

/** What appending would make of a locked payment, without writing it. Refuses with `illegal_transition`. */
export function nextAdjustment(
  ctx: Ctx,
  locked: LockedPayment,
  draft: AdjustmentDraft,
): { adjustment: Adjustment; snapshot: Snapshot; after: LockedPayment } {
  const { payment } = locked;
  ctx.touched?.add(payment.id);
  if (!draft.happened && !mayFollow(payment.kind, payment.status, draft.status))
    throw illegal(payment, draft.status);
  const adjustment = toAdjustment(ctx, locked, draft);
  const adjustments = [...locked.adjustments, adjustment];
  const snapshot = fold(payment, adjustments, KIND_RULES[payment.kind].statusRule);
  const moved = moneyMoved(payment, snapshot, adjustments);
  refuseAboveMax(snapshot, moved);
  const after = withSnapshot(payment, adjustment, snapshot, ctx.now, moved);
  return {
    adjustment,
    snapshot,
    after: { payment: { ...after, respondBy: respondByOf(adjustments) }, adjustments },
  };
}

function toAdjustment(ctx: Ctx, { payment, adjustments }: LockedPayment, draft: AdjustmentDraft): Adjustment {
  const sequence = payment.version + 1;
  return {
    sequence,
    status: draft.status,
    amountMinor: draft.amountMinor ?? null,
    opening: false,
    reference: draft.reference ?? `${payment.reference}/${sequence}`,
    // Two machines' clocks differ; what we decide ourselves happens after what we decided before.
    ...(draft.occurred ?? noEarlierThan(instantOf(ctx.now), adjustments)),
    recordedAt: ctx.now,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    actorLabel: ctx.actor.label,
    requestId: ctx.requestId,
    reason: draft.reason ?? null,
    failureCode: draft.failureCode ?? null,
    attemptId: draft.attemptId ?? null,
    raw: draft.raw ?? {},
    respondBy: draft.respondBy ?? null,
  };
}

function illegal(payment: Payment, to: PaymentStatus): Refused {
  const { kind, status: from } = payment;
  return new Refused({ code: "illegal_transition", from, to, reason: refusedChange(kind, from, to) });
}

function withSnapshot(
  payment: Payment,
  adjustment: Adjustment,
  snapshot: Snapshot,
  now: Date,
  moved: MoneyMoved,
): Payment {
  return {
    ...payment,
    ...snapshot,
    ...moved,
    stage: stageOf(snapshot.status),
    version: adjustment.sequence,
    failureCode: adjustment.failureCode,
    updatedAt: now,
  };
}

interface Prepared extends PaymentChange {
  adjustment: Adjustment;
  after: LockedPayment;
}

function toRow({ locked, draft, adjustment, after: { payment } }: Prepared) {
  return {
    ...tallyColumns(payment, locked.payment),
    payment_id: payment.id,
    sequence: adjustment.sequence,
    status: adjustment.status,
    amount_minor: adjustment.amountMinor,
    reference: adjustment.reference,
    occurred_at: adjustment.occurredAt,
    occurred_nanos: adjustment.occurredNanos,
    reason: adjustment.reason,
    failure_code: adjustment.failureCode,
    attempt_id: adjustment.attemptId,
    raw: adjustment.raw,
    metadata: draft.metadata ?? {},
    respond_by: adjustment.respondBy,
    folded_respond_by: payment.respondBy,
    in_dispute: payment.inDispute,
    folded_status: payment.status,
    last_status: payment.lastStatus,
    stage: payment.stage,
    stage_before: locked.payment.stage,
    folded_amount_minor: payment.amountMinor,
    initial_amount_minor: payment.initialAmountMinor,
    action: draft.action,
    event_id: newId(),
    audit_id: newId(),
  };
}
