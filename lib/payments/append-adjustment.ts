import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { compareInstants, type Instant, instantOf } from "@/lib/instant";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { fold, type Snapshot } from "./fold";
import { describe, mayFollow } from "./life-cycle";
import { ADJUSTMENT_COLUMNS, type Adjustment, PAYMENT_COLUMNS, type Payment } from "./payment";
import { type PaymentStatus, stageOf } from "./status";

/** A payment whose row is locked until the transaction ends, with its whole history. */
export interface LockedPayment {
  payment: Payment;
  adjustments: Adjustment[];
}

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
  /** The audit log's word for it, such as `payment.cancelled`. */
  action: string;
}

/** Locks one payment and reads its history, or returns null. Concurrent changes of a payment queue up here. */
export async function lockPayment(tx: Queryable, id: string): Promise<LockedPayment | null> {
  const [payment] = await run<Payment>(LOCK, [id], tx);
  if (!payment) return null;
  return { payment, adjustments: await run<Adjustment>(HISTORY, [id], tx) };
}

/**
 * Appends an adjustment to a locked payment, with the new snapshot, the tally, the event and the audit row in one
 * statement. Refuses with `illegal_transition` what the life cycle of the payment's kind forbids.
 */
export async function appendAdjustment(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  draft: AdjustmentDraft,
): Promise<LockedPayment> {
  const { adjustment, snapshot, after } = nextAdjustment(ctx, locked, draft);
  await run(APPEND, appendParameters(ctx, locked.payment, adjustment, snapshot, draft), tx);
  return after;
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
  const snapshot = fold(payment, adjustments);
  return {
    adjustment,
    snapshot,
    after: { payment: withSnapshot(payment, adjustment, snapshot, ctx.now), adjustments },
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
    ...(draft.occurred ?? notBefore(instantOf(ctx.now), adjustments)),
    recordedAt: ctx.now,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    actorLabel: ctx.actor.label,
    requestId: ctx.requestId,
    reason: draft.reason ?? null,
    failureCode: draft.failureCode ?? null,
    attemptId: draft.attemptId ?? null,
    raw: draft.raw ?? {},
  };
}

// Two machines' clocks differ; what we decide ourselves happens after what we decided before.
function notBefore(now: Instant, adjustments: readonly Adjustment[]): Instant {
  const latest = [...adjustments].sort(compareInstants).at(-1);
  if (!latest || compareInstants(latest, now) <= 0) return now;
  return { occurredAt: latest.occurredAt, occurredNanos: latest.occurredNanos };
}

function illegal(payment: Payment, to: PaymentStatus): Refused {
  const reason = `A ${payment.kind} payment that is ${describe(payment.status)} cannot become ${describe(to)}.`;
  return new Refused({ code: "illegal_transition", from: payment.status, to, reason });
}

function withSnapshot(payment: Payment, adjustment: Adjustment, snapshot: Snapshot, now: Date): Payment {
  return {
    ...payment,
    ...snapshot,
    stage: stageOf(snapshot.status),
    version: adjustment.sequence,
    failureCode: adjustment.failureCode,
    updatedAt: now,
  };
}

function appendParameters(
  ctx: Ctx,
  payment: Payment,
  adjustment: Adjustment,
  snapshot: Snapshot,
  { action, metadata = {} }: AdjustmentDraft,
) {
  return [
    payment.id,
    adjustment.sequence,
    adjustment.status,
    adjustment.amountMinor,
    adjustment.reference,
    adjustment.occurredAt,
    ctx.now,
    ctx.actor.type,
    ctx.actor.id,
    ctx.actor.label,
    ctx.requestId,
    adjustment.reason,
    adjustment.failureCode,
    adjustment.attemptId,
    JSON.stringify(adjustment.raw),
    snapshot.status,
    snapshot.lastStatus,
    stageOf(snapshot.status),
    snapshot.amountMinor,
    snapshot.initialAmountMinor,
    newId(),
    newId(),
    action,
    payment.stage,
    JSON.stringify(metadata),
    adjustment.occurredNanos,
  ];
}

const LOCK = statement(`SELECT ${PAYMENT_COLUMNS} FROM payment p WHERE p.id = $1 FOR UPDATE`);

const HISTORY = statement(
  `SELECT ${ADJUSTMENT_COLUMNS} FROM adjustment a WHERE a.payment_id = $1 ORDER BY a.sequence`,
);

const APPEND = statement(`
  WITH appended AS (
    INSERT INTO adjustment (
      payment_id, sequence, status, amount_minor, reference, occurred_at, recorded_at, actor_type, actor_id,
      actor_label, request_id, reason, failure_code, attempt_id, raw, metadata, occurred_nanos)
    VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $25, $26)
  ), snapped AS (
    UPDATE payment SET status = $16, last_status = $17, stage = $18, amount_minor = $19, initial_amount_minor = $20,
      version = $2, failure_code = $13, updated_at = $7
    WHERE id = $1::uuid
    RETURNING id, kind, merchant_id, currency, precision, reference, merchant_reference
  ), closed AS (
    UPDATE checkout_link SET due_at = CASE WHEN $18 IN ('pending', 'processing') THEN expires_at END
    WHERE payment_id = $1::uuid AND $18 <> $24
    RETURNING payment_id
  ), tallied AS (
    INSERT INTO payment_tally (merchant_id, kind, stage, payments)
    SELECT merchant_id, kind, change.stage, change.payments
    FROM snapped, (VALUES ($24::text, -1), ($18::text, 1)) AS change (stage, payments)
    WHERE $18 <> $24
  ), announced AS (
    INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
    SELECT $21::uuid, $23, merchant_id, id, id::text, $11,
      jsonb_build_object('kind', kind, 'status', $16::text, 'amountMinor', $19::bigint::text, 'currency', currency,
        'precision', precision, 'reference', reference, 'sequence', $2::int), $7
    FROM snapped
    UNION ALL
    SELECT gen_random_uuid(), 'checkout_link.' || CASE $18 WHEN 'completed' THEN 'paid' ELSE $18 END, merchant_id, id,
      id::text, $11, jsonb_build_object('status', $16::text, 'amountMinor', $19::bigint::text, 'currency', currency,
        'reference', merchant_reference), $7
    FROM snapped JOIN closed ON closed.payment_id = snapped.id
    WHERE $18 IN ('completed', 'expired', 'cancelled')
  )
  INSERT INTO audit_entry (
    id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
  SELECT $22::uuid, $7, $8, $9, $10, $23, 'payment', id::text, merchant_id, $11,
    jsonb_build_object('status', $3::text, 'amountMinor', $4::bigint::text, 'reason', $12::text)
  FROM snapped`);
