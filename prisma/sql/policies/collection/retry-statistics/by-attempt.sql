-- @param $1:merchantId?
-- @param $2:since
SELECT y.retry_number AS attempt, (count(*) FILTER (WHERE p.status IN ('succeeded', 'failed')))::int AS tried,
  (count(*) FILTER (WHERE p.status = 'succeeded'))::int AS recovered
FROM
-- @include policies/collection/_retries
GROUP BY y.retry_number HAVING count(*) FILTER (WHERE p.status IN ('succeeded', 'failed')) > 0
ORDER BY y.retry_number
