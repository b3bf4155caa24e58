-- What retries of failed payments collected, less what the bank took back, by currency and precision: by the day it was
-- decided, or by the day the retry was made. Reads the retries of the range alone, by an index.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:byPayment
-- @param $6:mode?
WITH range AS MATERIALIZED (
  SELECT (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2 AS since
), retries AS (
  SELECT y.payment_id FROM policy_payment y
  WHERE NOT $5::boolean AND y.retry_of IS NOT NULL AND y.finalized_at >= (SELECT since FROM range) AND y.finalized_at <= $1
  UNION ALL
  SELECT y.payment_id FROM policy_payment y
  WHERE $5 AND y.retry_of IS NOT NULL AND y.created_at >= (SELECT since FROM range) AND y.created_at <= $1
)
SELECT p.currency, p.precision, sum(p.collected_minor - p.returned_minor)::text AS "amountMinor"
FROM retries r JOIN payment p ON p.id = r.payment_id
WHERE p.collected_minor > p.returned_minor AND ($4::uuid IS NULL OR p.merchant_id = $4)
  AND ($6::text IS NULL OR coalesce(p.mode = 'test', false) = ($6 = 'test'))
GROUP BY p.currency, p.precision ORDER BY p.currency, p.precision
