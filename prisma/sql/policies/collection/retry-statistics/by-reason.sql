-- @param $1:merchantId?
-- @param $2:since
-- @param $3:limit
SELECT code, max(reason) AS reason, count(*)::int AS tried, (count(*) FILTER (WHERE recovered))::int AS recovered
FROM (
  SELECT q.failure_code AS code, CASE WHEN q.failure_code IS NULL THEN o.failure_reason END AS reason,
    bool_or(t.status = 'succeeded') AS recovered
  FROM (SELECT y.original_id, p.status FROM
-- @include policies/collection/_retries
AND p.status IN ('succeeded', 'failed')) t
  JOIN policy_payment o ON o.payment_id = t.original_id
  JOIN payment q ON q.id = t.original_id
  GROUP BY t.original_id, q.failure_code, o.failure_reason) chains
GROUP BY code, reason ORDER BY 3 DESC, 1, 2 LIMIT $3
