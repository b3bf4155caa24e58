-- Money in by day, currency and precision, for the range and the one before it, which begins as many days earlier.
-- Bounded by an index on time.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
SELECT to_char(p.created_at AT TIME ZONE $2, 'YYYY-MM-DD') AS day,
  p.created_at < (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2
    AS before,
  p.currency, p.precision,
  coalesce(sum(p.initial_amount_minor) FILTER (WHERE p.stage = 'completed'), 0)::text AS "collectedMinor",
  coalesce(sum(greatest(p.initial_amount_minor - p.amount_minor, 0)) FILTER (WHERE p.stage = 'completed'), 0)::text
    AS "refundedMinor",
  (count(*) FILTER (WHERE p.stage = 'completed'))::int AS paid,
  (count(*) FILTER (WHERE p.stage IN ('completed', 'failed') OR p.stage <> 'processing' AND EXISTS (
    SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge')))::int AS tried
FROM payment p
WHERE p.type = 'PAY-IN'
  AND p.created_at >=
    (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => 2 * $3::int - 1)) AT TIME ZONE $2
  AND p.created_at <= $1
  AND ($4::uuid IS NULL OR p.merchant_id = $4)
GROUP BY day, before, p.currency, p.precision
