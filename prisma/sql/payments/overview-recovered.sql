-- What retries of failed payments collected, less what the bank took back, by currency and precision: by the day it was
-- decided, or by the day the retry was made. Reads the results of the range alone, by an index.
-- @param $1:now
-- @param $2:since
-- @param $3:merchantId?
-- @param $4:byPayment
-- @param $5:mode?
WITH retries AS (
  SELECT * FROM retry_result r WHERE NOT $4::boolean AND r.decided_at >= $2 AND r.decided_at <= $1
  UNION ALL
  SELECT * FROM retry_result r WHERE $4 AND r.made_at >= $2 AND r.made_at <= $1
)
SELECT r.currency, r.precision, sum(r.kept_minor)::text AS "amountMinor"
FROM retries r
WHERE r.kept_minor > 0 AND ($3::uuid IS NULL OR r.merchant_id = $3) AND ($5::text IS NULL OR r.test = ($5 = 'test'))
GROUP BY r.currency, r.precision ORDER BY r.currency, r.precision
