import { statement } from "@/lib/db/sql";
import { PAYMENT_COLUMNS } from "./payment";

// Parameters: 1 now, 2 time zone, 3 days, 4 the one merchant or null. Every scan is bounded by an index on time.
const RANGE = `
  (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2`;
const RANGE_BEFORE = `
  (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => 2 * $3::int - 1)) AT TIME ZONE $2`;

/** Money in by day, currency and precision, for the range and the one before it. */
export const BY_DAY = statement(`
  SELECT to_char(p.created_at AT TIME ZONE $2, 'YYYY-MM-DD') AS day, p.created_at < ${RANGE} AS before,
    p.currency, p.precision,
    coalesce(sum(p.initial_amount_minor) FILTER (WHERE p.stage = 'completed'), 0)::text AS "collectedMinor",
    coalesce(sum(greatest(p.initial_amount_minor - p.amount_minor, 0)) FILTER (WHERE p.stage = 'completed'), 0)::text
      AS "refundedMinor",
    (count(*) FILTER (WHERE p.stage = 'completed'))::int AS paid,
    (count(*) FILTER (WHERE p.stage IN ('completed', 'failed') OR p.stage <> 'processing' AND EXISTS (
      SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge')))::int AS tried
  FROM payment p
  WHERE p.type = 'PAY-IN' AND p.created_at >= ${RANGE_BEFORE} AND p.created_at <= $1
    AND ($4::uuid IS NULL OR p.merchant_id = $4)
  GROUP BY day, before, p.currency, p.precision`);

export const FAILURES = statement(`
  SELECT coalesce(a.decline_code, 'unknown') AS code, count(*)::int AS attempts
  FROM attempt a JOIN payment p ON p.id = a.payment_id
  WHERE a.state = 'failed' AND a.operation = 'charge' AND a.started_at >= ${RANGE} AND a.started_at <= $1
    AND ($4::uuid IS NULL OR p.merchant_id = $4)
  GROUP BY code ORDER BY attempts DESC, code`);

// Parameters: 1 where counting stops, 2 the latest start of an attempt worth worrying about, 3 the one merchant or null.
export const ATTENTION = statement(`
  SELECT 'dispute' AS reason, count(*)::int FROM (
    SELECT FROM payment WHERE status = 'dispute' AND ($3::uuid IS NULL OR merchant_id = $3) LIMIT $1) disputes
  UNION ALL
  SELECT 'refunded_failure', count(*)::int FROM (
    SELECT FROM payment WHERE status = 'refunded_failure' AND ($3::uuid IS NULL OR merchant_id = $3) LIMIT $1) refunds
  UNION ALL
  SELECT 'unknown_outcome', count(*)::int FROM (
    SELECT FROM attempt a JOIN payment p ON p.id = a.payment_id
    WHERE a.state IN ('started', 'unknown') AND a.started_at <= $2 AND ($3::uuid IS NULL OR p.merchant_id = $3)
    LIMIT $1) lost`);

export const RECENT = statement(`
  SELECT ${PAYMENT_COLUMNS} FROM payment p WHERE $2::uuid IS NULL OR p.merchant_id = $2
  ORDER BY p.created_at DESC, p.id DESC LIMIT $1`);
