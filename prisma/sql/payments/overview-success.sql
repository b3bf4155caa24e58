-- How many payments were paid and tried, by the day they were made, for the range and the one before it, which begins as
-- many days earlier. Sums of quarters of an hour, however many payments.
-- @param $1:now
-- @param $2:since
-- @param $3:sinceBefore
-- @param $4:merchantId?
-- @param $5:mode?
WITH outcome AS (
  SELECT * FROM outcome_tally t WHERE t.fresh
  UNION ALL
  SELECT * FROM outcome_tally t WHERE NOT t.fresh AND t.payment_at >= $3
)
SELECT o.payment_at < $2 AS before, sum(o.paid)::int AS paid, sum(o.tried)::int AS tried
FROM outcome o
WHERE o.payment_at >= $3 AND o.payment_at <= $1 AND ($4::uuid IS NULL OR o.merchant_id = $4)
  AND ($5::text IS NULL OR o.test = ($5 = 'test'))
GROUP BY before
