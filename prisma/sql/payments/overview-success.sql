-- How many payments were paid and tried, by the day they were made, for the range and the one before it, which begins as
-- many days earlier. Bounded by an index on time.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:mode?
SELECT p.created_at < (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2
    AS before,
  (count(*) FILTER (WHERE p.stage = 'completed'))::int AS paid,
  (count(*) FILTER (WHERE p.stage IN ('completed', 'failed') OR p.stage <> 'processing' AND EXISTS (
    SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge')))::int AS tried
FROM payment p
WHERE p.type = 'PAY-IN'
  AND p.created_at >=
    (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => 2 * $3::int - 1)) AT TIME ZONE $2
  AND p.created_at <= $1
  AND ($4::uuid IS NULL OR p.merchant_id = $4)
  AND ($5::text IS NULL OR coalesce(p.mode = 'test', false) = ($5 = 'test'))
GROUP BY before
