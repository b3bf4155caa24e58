-- @param $1:merchantId?
-- @param $2:since
SELECT r.retry_number AS attempt, r.currency, r.precision, count(*)::int AS tried,
  (count(*) FILTER (WHERE r.status = 'succeeded'))::int AS recovered,
  coalesce(sum(r.kept_minor) FILTER (WHERE r.status = 'succeeded'), 0)::text AS "amountMinor"
FROM
-- @include policies/collection/_retries
GROUP BY r.retry_number, r.currency, r.precision ORDER BY r.retry_number, r.currency
