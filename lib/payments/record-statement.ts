import { type PreparedStatement, statement } from "@/lib/db/sql";

/** What a kind of payment writes besides what every payment writes, in the same statement. */
export interface KindRecording {
  /** The kind's own input columns, as `jsonb_to_recordset` declares them. */
  columns: string;
  /** Common table expressions over `input`, the drafts before they are judged; without a comma at the end. */
  before?: string;
  /** Common table expressions over `accepted`, the drafts that are being recorded: each with who does it, when (`recorded_at`) and at which request. */
  also: string;
  /** A condition over a draft `i`: whether the payment is allowed as things are now. Without one every payment is. */
  allowed?: string;
  /** A condition over a draft `i`: whether the payment is recorded already, without an idempotency key that says so. */
  known?: string;
}

/** The one statement that records payments, of a kind or with nothing of their own. Made once, at module load; the benchmarks run its very text. */
export function recordStatement(kind?: KindRecording): PreparedStatement {
  return statement(`
  WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS i (
      id uuid, kind text, merchant_id uuid, connector_id uuid, reference text, type text, scheme text, currency text,
      precision smallint, opening_amount_minor bigint, opening_initial_amount_minor bigint, amount_minor bigint,
      initial_amount_minor bigint, status text, last_status text, stage text, occurred_at timestamptz,
      failure_code text, customer_id uuid, merchant_reference text, description text, idempotency_key text,
      metadata jsonb, search text, adjustments jsonb, category text, collected_minor bigint, refunded_minor bigint,
      disputed_minor bigint, returned_minor bigint, paid_out_minor bigint, mode text, in_dispute boolean, recorded_at timestamptz, audited_at timestamptz, actor_type text,
      actor_id text, actor_label text, request_id text${kind ? `, ${kind.columns}` : ""})
  ), ${kind?.before ? `${kind.before}, ` : ""}judged AS MATERIALIZED (
    SELECT i.*,
      EXISTS (SELECT 1 FROM merchant m WHERE m.id = i.merchant_id) AS merchant_known,
      i.customer_id IS NULL OR EXISTS (
        SELECT 1 FROM customer c WHERE c.id = i.customer_id AND c.merchant_id = i.merchant_id AND c.deleted_at IS NULL) AS customer_known,
      (SELECT search_key(concat_ws(' ', c.name, c.email)) FROM customer c WHERE c.id = i.customer_id) AS customer_words,
      ${kind?.allowed ? `coalesce(${kind.allowed}, false)` : "true"} AS allowed,
      ${kind?.known ?? "false"} AS known
    FROM input i
  ), claimed AS (
    INSERT INTO idempotency_record (merchant_id, door, key, payment_id, created_at)
    SELECT merchant_id, kind, idempotency_key, id, recorded_at FROM judged
    WHERE idempotency_key IS NOT NULL AND merchant_known AND customer_known AND allowed AND NOT known
    ON CONFLICT DO NOTHING
    RETURNING payment_id
  ), accepted AS MATERIALIZED (
    SELECT * FROM judged j
    WHERE merchant_known AND customer_known AND allowed AND NOT known
      AND (idempotency_key IS NULL OR EXISTS (SELECT 1 FROM claimed WHERE claimed.payment_id = j.id))
  ), recorded AS (
    INSERT INTO payment (
      id, kind, merchant_id, connector_id, reference, type, scheme, currency, precision, opening_amount_minor,
      opening_initial_amount_minor, status, last_status, stage, amount_minor, initial_amount_minor, version,
      failure_code, customer_id, merchant_reference, description, idempotency_key, metadata, search, created_at,
      updated_at, category, collected_minor, refunded_minor, disputed_minor, returned_minor, paid_out_minor, mode, in_dispute)
    SELECT
      id, kind, merchant_id, connector_id, reference, type, scheme, currency, precision, opening_amount_minor,
      opening_initial_amount_minor, status, last_status, stage, amount_minor, initial_amount_minor,
      jsonb_array_length(adjustments), failure_code, customer_id, merchant_reference, description, idempotency_key,
      coalesce(metadata, '{}'), concat_ws(' ', search, customer_words), occurred_at, recorded_at, category, collected_minor,
      refunded_minor, disputed_minor, returned_minor, paid_out_minor, mode, in_dispute
    FROM accepted
  ), history AS MATERIALIZED (
    SELECT p.id, p.kind, p.category, p.type, p.merchant_id, p.currency, p.precision, p.reference AS payment_reference,
      p.amount_minor AS payment_amount_minor, p.occurred_at AS payment_at, p.recorded_at, p.audited_at, p.actor_type, p.actor_id,
      p.actor_label, p.request_id, p.mode, h.*
    FROM accepted p, jsonb_to_recordset(p.adjustments) AS h (
      sequence integer, status text, amount_minor bigint, opening boolean, reference text, occurred_at timestamptz,
      occurred_nanos integer, reason text, failure_code text, metadata jsonb, raw jsonb, event_id uuid, audit_id uuid,
      collected_minor bigint, refunded_minor bigint, disputed_minor bigint, returned_minor bigint,
      paid_out_minor bigint, arrivals integer)
  ), adjusted AS (
    INSERT INTO adjustment (
      payment_id, sequence, status, amount_minor, opening, reference, occurred_at, recorded_at, actor_type, actor_id,
      actor_label, request_id, reason, failure_code, metadata, raw, occurred_nanos)
    SELECT id, sequence, status, amount_minor, opening, reference, occurred_at, recorded_at, actor_type, actor_id,
      actor_label, request_id, reason, failure_code, metadata, raw, occurred_nanos
    FROM history
  ), ${kind ? `${kind.also}, ` : ""}tallied AS (
    INSERT INTO payment_tally (merchant_id, kind, stage, payments)
    SELECT merchant_id, kind, stage, count(*) FROM accepted GROUP BY merchant_id, kind, stage
  ), summed AS (
    INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor, refunded_minor,
      disputed_minor, returned_minor, paid_out_minor, test)
    SELECT merchant_id, currency, precision, ${quarterOf("occurred_at")}, ${quarterOf("payment_at")}, arrivals,
      collected_minor, refunded_minor, disputed_minor, returned_minor, paid_out_minor, coalesce(mode = 'test', false)
    FROM history
    WHERE (collected_minor, refunded_minor, disputed_minor, returned_minor, paid_out_minor) <> (0, 0, 0, 0, 0)
  ), ended AS (
    INSERT INTO outcome_tally (merchant_id, payment_at, test, paid, tried)
    SELECT merchant_id, ${quarterOf("occurred_at")}, coalesce(mode = 'test', false), count(*) FILTER (WHERE stage = 'completed'),
      count(*)
    FROM accepted WHERE type = 'PAY-IN' AND stage IN ('completed', 'failed') GROUP BY 1, 2, 3
  ), announced AS (
    INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
    SELECT event_id, CASE sequence WHEN 1 THEN 'payment.created' ELSE 'payment.adjusted' END, merchant_id, id, id::text,
      request_id, jsonb_build_object('kind', kind, 'type', category, 'direction', ${directionOf("type")}, 'status', status,
        'amountMinor', payment_amount_minor::text, 'currency', currency, 'precision', precision, 'reference', payment_reference, 'sequence', sequence), recorded_at
    FROM history
  ), audited AS (
    INSERT INTO audit_entry (
      id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
    SELECT audit_id, audited_at, actor_type, actor_id, actor_label, CASE sequence WHEN 1 THEN 'payment.created' ELSE 'payment.adjusted' END, 'payment',
      id::text, merchant_id, request_id,
      jsonb_build_object('kind', kind, 'status', status, 'amountMinor', amount_minor::text, 'currency', currency)
    FROM history
  )
  SELECT j.id, CASE
      WHEN NOT j.merchant_known THEN 'unknown_merchant'
      WHEN NOT j.customer_known THEN 'unknown_customer'
      WHEN NOT j.allowed THEN 'not_allowed'
      WHEN j.known THEN 'known'
      WHEN j.idempotency_key IS NULL OR EXISTS (SELECT 1 FROM claimed WHERE claimed.payment_id = j.id) THEN 'recorded'
      ELSE 'replayed'
    END AS verdict
  FROM judged j`);
}

/** The quarter of an hour an instant is in. Days begin at one in every time zone there is. */
function quarterOf(instant: string): string {
  return `date_bin('15 minutes', ${instant}, TIMESTAMPTZ '2000-01-01 00:00:00Z')`;
}

/** The direction of a type of payment, as directionOf in category.ts has it. */
function directionOf(type: string): string {
  return `CASE ${type} WHEN 'PAY-IN' THEN 'in' WHEN 'PAYOUT' THEN 'out' WHEN 'TRANSFER' THEN 'between' ELSE 'unknown' END`;
}
