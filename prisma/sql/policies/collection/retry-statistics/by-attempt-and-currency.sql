-- @param $1:merchantId?
-- @param $2:since
SELECT y.retry_number AS attempt, p.currency, p.precision, count(*)::int AS tried,
  (count(*) FILTER (WHERE p.status = 'succeeded'))::int AS recovered,
  coalesce(sum(y.amount_minor) FILTER (WHERE p.status = 'succeeded'), 0)::text AS "amountMinor"
FROM
-- @include policies/collection/_retries
AND p.status IN ('succeeded', 'failed')
GROUP BY y.retry_number, p.currency, p.precision ORDER BY y.retry_number, p.currency
