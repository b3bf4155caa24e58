import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { type AdjustmentDraft, type LockedPayment, nextAdjustment } from "./append-adjustment";
import { ADJUSTMENT_COLUMNS, type Adjustment, PAYMENT_COLUMNS, type Payment } from "./payment";

/** One of many changes that are written together, each of another payment. */
export interface PaymentChange {
  locked: LockedPayment;
  draft: AdjustmentDraft;
}

/** Locks payments in the order of their ids and reads their histories. Those that are not there are left out. */
export async function lockPayments(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, LockedPayment>> {
  const payments = await run<Payment>(LOCK, [ids], tx);
  const history = await run<Adjustment & { paymentId: string }>(HISTORIES, [ids], tx);
  const locked = new Map<string, LockedPayment>();
  for (const payment of payments) locked.set(payment.id, { payment, adjustments: [] });
  for (const { paymentId, ...adjustment } of history) locked.get(paymentId)?.adjustments.push(adjustment);
  return locked;
}

/** What appendAdjustment does, for many payments in one statement. Refuses all of them with the first that is illegal. */
export async function appendAdjustments(
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
  const rows = prepared.map(({ locked, draft, adjustment, after: { payment } }) => ({
    payment_id: payment.id,
    sequence: adjustment.sequence,
    status: adjustment.status,
    amount_minor: adjustment.amountMinor?.toString() ?? null,
    reference: adjustment.reference,
    occurred_at: adjustment.occurredAt,
    occurred_nanos: adjustment.occurredNanos,
    reason: adjustment.reason,
    failure_code: adjustment.failureCode,
    attempt_id: adjustment.attemptId,
    raw: adjustment.raw,
    folded_status: payment.status,
    last_status: payment.lastStatus,
    stage: payment.stage,
    stage_before: locked.payment.stage,
    folded_amount_minor: payment.amountMinor.toString(),
    initial_amount_minor: payment.initialAmountMinor.toString(),
    action: draft.action,
    event_id: newId(),
    audit_id: newId(),
  }));
  const { type, id, label } = ctx.actor;
  await run(APPEND, [JSON.stringify(rows), ctx.now, type, id, label, ctx.requestId], tx);
  return prepared.map(({ after }) => after);
}

const LOCK = statement(
  `SELECT ${PAYMENT_COLUMNS} FROM payment p WHERE p.id = ANY ($1::uuid[]) ORDER BY p.id FOR UPDATE`,
);

const HISTORIES = statement(`
  SELECT a.payment_id AS "paymentId", ${ADJUSTMENT_COLUMNS} FROM adjustment a
  WHERE a.payment_id = ANY ($1::uuid[]) ORDER BY a.payment_id, a.sequence`);

const APPEND = statement(`
  WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS i (
      payment_id uuid, sequence integer, status text, amount_minor bigint, reference text, occurred_at timestamptz,
      occurred_nanos integer, reason text, failure_code text, attempt_id uuid, raw jsonb, folded_status text, last_status text, stage text,
      stage_before text, folded_amount_minor bigint, initial_amount_minor bigint, action text, event_id uuid,
      audit_id uuid)
  ), appended AS (
    INSERT INTO adjustment (
      payment_id, sequence, status, amount_minor, reference, occurred_at, recorded_at, actor_type, actor_id,
      actor_label, request_id, reason, failure_code, attempt_id, raw, occurred_nanos)
    SELECT payment_id, sequence, status, amount_minor, reference, occurred_at, $2, $3, $4, $5, $6, reason,
      failure_code, attempt_id, raw, occurred_nanos
    FROM input
  ), snapped AS (
    UPDATE payment p SET status = i.folded_status, last_status = i.last_status, stage = i.stage,
      amount_minor = i.folded_amount_minor, initial_amount_minor = i.initial_amount_minor, version = i.sequence,
      failure_code = i.failure_code, updated_at = $2
    FROM input i WHERE p.id = i.payment_id
    RETURNING p.id, p.kind, p.merchant_id, p.currency, p.precision, p.reference AS payment_reference, i.*
  ), tallied AS (
    INSERT INTO payment_tally (merchant_id, kind, stage, payments)
    SELECT s.merchant_id, s.kind, change.stage, sum(change.payments)
    FROM snapped s, LATERAL (VALUES (s.stage_before, -1), (s.stage, 1)) AS change (stage, payments)
    WHERE s.stage <> s.stage_before GROUP BY 1, 2, 3
  ), announced AS (
    INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
    SELECT event_id, action, merchant_id, id, id::text, $6,
      jsonb_build_object('kind', kind, 'status', folded_status, 'amountMinor', folded_amount_minor::text,
        'currency', currency, 'precision', precision, 'reference', payment_reference, 'sequence', sequence), $2
    FROM snapped
  )
  INSERT INTO audit_entry (
    id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
  SELECT audit_id, $2, $3, $4, $5, action, 'payment', id::text, merchant_id, $6,
    jsonb_build_object('status', status, 'amountMinor', amount_minor::text, 'reason', reason)
  FROM snapped`);
