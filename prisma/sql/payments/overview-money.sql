-- Where money went by day, currency and precision, for the range, and as one sum for the range before it, which begins as
-- many days earlier: by the day it moved, or by the day its payment was made. Sums of quarters of an hour, however many
-- payments, each day's read by its index; what was moved a moment ago comes in rows of its own.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:byPayment
-- @param $6:mode?
WITH today AS MATERIALIZED (SELECT ($1::timestamptz AT TIME ZONE $2)::date AS date), span AS MATERIALIZED (
  SELECT date - $3::int + n AS date, (date - $3::int + n)::timestamp AT TIME ZONE $2 AS since,
    (date - $3::int + n + 1)::timestamp AT TIME ZONE $2 AS until, false AS before
  FROM today, generate_series(1, $3::int) n
  UNION ALL
  SELECT date - 2 * $3::int + 1, (date - 2 * $3::int + 1)::timestamp AT TIME ZONE $2,
    (date - $3::int + 1)::timestamp AT TIME ZONE $2, true
  FROM today
), settled AS (
  SELECT s.date, s.before, m.* FROM span s CROSS JOIN LATERAL (
    SELECT t.currency, t.precision,
-- @include payments/_moved-sums
    FROM (
      SELECT * FROM money_tally t
      WHERE NOT t.fresh AND NOT $5::boolean AND t.event_at >= s.since AND t.event_at < s.until AND t.event_at <= $1
      UNION ALL
      SELECT * FROM money_tally t
      WHERE NOT t.fresh AND $5 AND t.payment_at >= s.since AND t.payment_at < s.until AND t.payment_at <= $1) t
    WHERE ($4::uuid IS NULL OR t.merchant_id = $4) AND ($6::text IS NULL OR t.test = ($6 = 'test'))
    GROUP BY t.currency, t.precision) m
), fresh AS (
  SELECT t.date, t.date <= today.date - $3::int AS before, t.currency, t.precision,
-- @include payments/_moved-sums
  FROM today, (
    SELECT (CASE WHEN $5 THEN t.payment_at ELSE t.event_at END AT TIME ZONE $2)::date AS date, t.* FROM money_tally t
    WHERE t.fresh AND CASE WHEN $5 THEN t.payment_at ELSE t.event_at END <= $1) t
  WHERE t.date > today.date - 2 * $3::int AND ($4::uuid IS NULL OR t.merchant_id = $4)
    AND ($6::text IS NULL OR t.test = ($6 = 'test'))
  GROUP BY t.date, before, t.currency, t.precision
)
SELECT to_char(date, 'YYYY-MM-DD') AS day, before, currency, precision, payments::int AS payments,
  collected_minor::text AS "collectedMinor", refunded_minor::text AS "refundedMinor",
  disputed_minor::text AS "disputedMinor", returned_minor::text AS "returnedMinor", paid_out_minor::text AS "paidOutMinor"
FROM (SELECT * FROM settled UNION ALL SELECT * FROM fresh) s
