import type { Ctx } from "@/lib/context";
import { type Queryable, run, type Statement, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { type PaymentKind, type PaymentStatus, stageOf } from "./status";

/** The most payments one statement records. */
export const RECORD_BATCH_MAX = 5_000;

/** The connectors that hold the payments of the three doors that have no connectors of their own. */
export const BUILT_IN_CONNECTORS = {
  checkout: "00000000-0000-7000-8000-000000000001",
  policy: "00000000-0000-7000-8000-000000000002",
  referral: "00000000-0000-7000-8000-000000000003",
} as const;

/** A payment about to be recorded. Amounts in minor units. */
export interface PaymentDraft {
  id: string;
  kind: PaymentKind;
  merchantId: string;
  connectorId: string;
  /** Unique per connector and type: the payment's public id in its own door. */
  reference: string;
  type: "PAY-IN" | "PAYOUT" | "TRANSFER" | "OTHER" | "UNKNOWN";
  scheme: string;
  currency: string;
  precision: number;
  amountMinor: bigint;
  status: PaymentStatus;
  occurredAt: Date;
  failureCode: string | null;
  customerId: string | null;
  merchantReference: string | null;
  description: string | null;
  idempotencyKey: string | null;
  metadata: Record<string, string>;
  /** Words the payment is found by, besides its ids. */
  search: readonly (string | null)[];
  reason: string | null;
  raw: unknown;
  /** The values of the kind's own columns, by name. */
  detail: Record<string, unknown>;
}

/** What a kind of payment writes besides what every payment writes, in the same statement. */
export interface KindRecording {
  /** The kind's own input columns, as `jsonb_to_recordset` declares them. */
  columns: string;
  /** Common table expressions over `accepted`, the drafts that are being recorded; `$2` is now. */
  also: string;
}

export type RecordVerdict =
  | "recorded"
  /** The idempotency key is taken: nothing was written, the first payment stands. */
  | "replayed"
  | "unknown_merchant"
  | "unknown_customer";

/**
 * Records payments in one statement, and so in one round trip and all or nothing: for each its idempotency row, the
 * payment, its first adjustment, the tally, the outbox event and the audit row. A payment whose key is taken, or whose
 * merchant or customer is not there, writes nothing. Verdicts come back in the order of the drafts.
 */
export async function recordPayments(
  ctx: Ctx,
  recording: Statement,
  drafts: readonly PaymentDraft[],
  on?: Queryable,
): Promise<RecordVerdict[]> {
  if (drafts.length > RECORD_BATCH_MAX)
    throw new RangeError(`at most ${RECORD_BATCH_MAX} payments are recorded at once`);
  const rows = await run<{ id: string; verdict: RecordVerdict }>(
    recording,
    recordParameters(ctx, drafts),
    on,
  );
  const verdicts = new Map(rows.map((row) => [row.id, row.verdict]));
  return drafts.map((draft) => verdicts.get(draft.id) ?? "replayed");
}

/** The statement's parameters, in order. Apart from recordPayments only the benchmarks use them. */
export function recordParameters(ctx: Ctx, drafts: readonly PaymentDraft[]): unknown[] {
  const { actor } = ctx;
  return [JSON.stringify(drafts.map(toInput)), ctx.now, actor.type, actor.id, actor.label, ctx.requestId];
}

function toInput(draft: PaymentDraft) {
  return {
    ...draft.detail,
    id: draft.id,
    kind: draft.kind,
    merchant_id: draft.merchantId,
    connector_id: draft.connectorId,
    reference: draft.reference,
    type: draft.type,
    scheme: draft.scheme,
    currency: draft.currency,
    precision: draft.precision,
    amount_minor: draft.amountMinor.toString(),
    status: draft.status,
    stage: stageOf(draft.status),
    occurred_at: draft.occurredAt,
    failure_code: draft.failureCode,
    customer_id: draft.customerId,
    merchant_reference: draft.merchantReference,
    description: draft.description,
    idempotency_key: draft.idempotencyKey,
    metadata: draft.metadata,
    search: searchText(draft.search),
    reason: draft.reason,
    raw: draft.raw ?? {},
    event_id: newId(),
    audit_id: newId(),
  };
}

/** The words a payment is found by, as its search column holds them. */
export function searchText(words: readonly (string | null)[]): string {
  return words.filter(Boolean).join(" ").toLowerCase();
}

/** The one statement that records payments, of a kind or with nothing of their own. Made once, at module load; the benchmarks run its very text. */
export function recordStatement(kind?: KindRecording): Statement {
  return statement(`
  WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS i (
      id uuid, kind text, merchant_id uuid, connector_id uuid, reference text, type text, scheme text, currency text,
      precision smallint, amount_minor bigint, status text, stage text, occurred_at timestamptz, failure_code text,
      customer_id uuid, merchant_reference text, description text, idempotency_key text, metadata jsonb, search text,
      reason text, raw jsonb, event_id uuid, audit_id uuid${kind ? `, ${kind.columns}` : ""})
  ), judged AS MATERIALIZED (
    SELECT i.*,
      EXISTS (SELECT 1 FROM merchant m WHERE m.id = i.merchant_id) AS merchant_known,
      i.customer_id IS NULL OR EXISTS (
        SELECT 1 FROM customer c WHERE c.id = i.customer_id AND c.merchant_id = i.merchant_id) AS customer_known,
      (SELECT lower(concat_ws(' ', c.name, c.email)) FROM customer c WHERE c.id = i.customer_id) AS customer_words
    FROM input i
  ), claimed AS (
    INSERT INTO idempotency_record (merchant_id, door, key, payment_id, created_at)
    SELECT merchant_id, kind, idempotency_key, id, $2 FROM judged
    WHERE idempotency_key IS NOT NULL AND merchant_known AND customer_known
    ON CONFLICT DO NOTHING
    RETURNING payment_id
  ), accepted AS MATERIALIZED (
    SELECT * FROM judged j
    WHERE merchant_known AND customer_known
      AND (idempotency_key IS NULL OR EXISTS (SELECT 1 FROM claimed WHERE claimed.payment_id = j.id))
  ), recorded AS (
    INSERT INTO payment (
      id, kind, merchant_id, connector_id, reference, type, scheme, currency, precision, opening_amount_minor,
      opening_initial_amount_minor, status, last_status, stage, amount_minor, initial_amount_minor, version,
      failure_code, customer_id, merchant_reference, description, idempotency_key, metadata, search, created_at,
      updated_at)
    SELECT
      id, kind, merchant_id, connector_id, reference, type, scheme, currency, precision, amount_minor,
      amount_minor, CASE status WHEN 'amount_adjustment' THEN 'pending' ELSE status END, status, stage, amount_minor,
      amount_minor, 1, failure_code, customer_id, merchant_reference, description, idempotency_key,
      coalesce(metadata, '{}'), concat_ws(' ', search, customer_words), occurred_at, $2
    FROM accepted
  ), adjusted AS (
    INSERT INTO adjustment (
      payment_id, sequence, status, amount_minor, opening, reference, occurred_at, recorded_at, actor_type, actor_id,
      actor_label, request_id, reason, failure_code, raw)
    SELECT id, 1, status, amount_minor, true, reference, occurred_at, $2, $3, $4, $5, $6, reason, failure_code, raw
    FROM accepted
  ), ${kind ? `${kind.also}, ` : ""}tallied AS (
    INSERT INTO payment_tally (merchant_id, kind, stage, payments)
    SELECT merchant_id, kind, stage, count(*) FROM accepted GROUP BY merchant_id, kind, stage
  ), announced AS (
    INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
    SELECT event_id, 'payment.created', merchant_id, id, id::text, $6,
      jsonb_build_object('kind', kind, 'status', status, 'amountMinor', amount_minor::text, 'currency', currency,
        'precision', precision, 'reference', reference, 'sequence', 1), $2
    FROM accepted
  ), audited AS (
    INSERT INTO audit_entry (
      id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
    SELECT audit_id, $2, $3, $4, $5, 'payment.created', 'payment', id::text, merchant_id, $6,
      jsonb_build_object('kind', kind, 'amountMinor', amount_minor::text, 'currency', currency)
    FROM accepted
  )
  SELECT j.id, CASE
      WHEN NOT j.merchant_known THEN 'unknown_merchant'
      WHEN NOT j.customer_known THEN 'unknown_customer'
      WHEN j.idempotency_key IS NULL OR EXISTS (SELECT 1 FROM claimed WHERE claimed.payment_id = j.id) THEN 'recorded'
      ELSE 'replayed'
    END AS verdict
  FROM judged j`);
}
