-- What retries of failed payments collected, less what the bank took back, by currency and precision: by the day it was
-- decided, or by the day the retry was made. Reads the results of the range alone, by an index.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:byPayment
-- @param $6:mode?
WITH range AS MATERIALIZED (
  SELECT (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2 AS since
), retries AS (
  SELECT * FROM retry_result r
  WHERE NOT $5::boolean AND r.decided_at >= (SELECT since FROM range) AND r.decided_at <= $1
  UNION ALL
  SELECT * FROM retry_result r
  WHERE $5 AND r.made_at >= (SELECT since FROM range) AND r.made_at <= $1
)
SELECT r.currency, r.precision, sum(r.kept_minor)::text AS "amountMinor"
FROM retries r
WHERE r.kept_minor > 0 AND ($4::uuid IS NULL OR r.merchant_id = $4) AND ($6::text IS NULL OR r.test = ($6 = 'test'))
GROUP BY r.currency, r.precision ORDER BY r.currency, r.precision
