-- Where money went by day, currency and precision, for the range, and as one sum for the range before it, which begins as
-- many days earlier: by the day it moved, or by the day its payment was made. Sums of quarters of an hour, however many
-- payments, each day's read by its index; what was moved a moment ago comes in rows of its own.
-- @param $1:now
-- @param $2:spans
-- @param $3:merchantId?
-- @param $4:byPayment
-- @param $5:mode?
WITH span AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($2::jsonb) AS s (day text, since timestamptz, until timestamptz, before boolean)
), settled AS (
  SELECT s.day, s.before, m.* FROM span s CROSS JOIN LATERAL (
    SELECT t.currency, t.precision,
-- @include payments/_moved-sums
    FROM (
      SELECT * FROM money_tally t
      WHERE NOT t.fresh AND NOT $4::boolean AND t.event_at >= s.since AND t.event_at < s.until AND t.event_at <= $1
      UNION ALL
      SELECT * FROM money_tally t
      WHERE NOT t.fresh AND $4 AND t.payment_at >= s.since AND t.payment_at < s.until AND t.payment_at <= $1) t
    WHERE ($3::uuid IS NULL OR t.merchant_id = $3) AND ($5::text IS NULL OR t.test = ($5 = 'test'))
    GROUP BY t.currency, t.precision) m
), fresh AS (
  SELECT s.day, s.before, t.currency, t.precision,
-- @include payments/_moved-sums
  FROM (
    SELECT CASE WHEN $4 THEN t.payment_at ELSE t.event_at END AS at, t.* FROM money_tally t WHERE t.fresh) t
  JOIN span s ON t.at >= s.since AND t.at < s.until
  WHERE t.at <= $1 AND ($3::uuid IS NULL OR t.merchant_id = $3) AND ($5::text IS NULL OR t.test = ($5 = 'test'))
  GROUP BY s.day, s.before, t.currency, t.precision
)
SELECT day, before, currency, precision, payments::int AS payments,
  collected_minor::text AS "collectedMinor", refunded_minor::text AS "refundedMinor",
  disputed_minor::text AS "disputedMinor", returned_minor::text AS "returnedMinor", paid_out_minor::text AS "paidOutMinor"
FROM (SELECT * FROM settled UNION ALL SELECT * FROM fresh) s
