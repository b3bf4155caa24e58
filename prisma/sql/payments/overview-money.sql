-- Where money went by day, currency and precision, for the range and the one before it, which begins as many days
-- earlier: by the day it moved, or by the day its payment was made. Sums of quarters of an hour, however many payments.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:byPayment
-- @param $6:mode?
WITH range AS MATERIALIZED (
  SELECT (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2 AS since,
    (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => 2 * $3::int - 1)) AT TIME ZONE $2 AS earlier
), moved AS (
  SELECT CASE WHEN $5::boolean THEN t.payment_at ELSE t.event_at END AS at, t.* FROM money_tally t WHERE t.fresh
  UNION ALL
  SELECT t.event_at, t.* FROM money_tally t
  WHERE NOT t.fresh AND NOT $5 AND t.event_at >= (SELECT earlier FROM range)
  UNION ALL
  SELECT t.payment_at, t.* FROM money_tally t
  WHERE NOT t.fresh AND $5 AND t.payment_at >= (SELECT earlier FROM range)
)
-- Put together by date first: a date's name is made once for each, not for each quarter.
SELECT to_char(s.date, 'YYYY-MM-DD') AS day, s.before, s.currency, s.precision, s.payments::int AS payments,
  s.collected_minor::text AS "collectedMinor", s.refunded_minor::text AS "refundedMinor",
  s.disputed_minor::text AS "disputedMinor", s.returned_minor::text AS "returnedMinor", s.paid_out_minor::text AS "paidOutMinor"
FROM (
  SELECT (m.at AT TIME ZONE $2)::date AS date, m.at < r.since AS before, m.currency, m.precision, sum(m.arrivals) AS payments,
    sum(m.collected_minor) AS collected_minor, sum(m.refunded_minor) AS refunded_minor, sum(m.disputed_minor) AS disputed_minor,
    sum(m.returned_minor) AS returned_minor, sum(m.paid_out_minor) AS paid_out_minor
  FROM moved m, range r
  WHERE m.at >= r.earlier AND m.at <= $1 AND ($4::uuid IS NULL OR m.merchant_id = $4)
    AND ($6::text IS NULL OR m.test = ($6 = 'test'))
  GROUP BY 1, before, m.currency, m.precision) s
