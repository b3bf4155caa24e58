-- @param $1:merchantId?
-- @param $2:since
-- @param $3:limit
SELECT code, max(reason) AS reason, count(*)::int AS tried, (count(*) FILTER (WHERE recovered))::int AS recovered
FROM (
  SELECT r.failure_code AS code, CASE WHEN r.failure_code IS NULL THEN r.failure_reason END AS reason,
    bool_or(r.status = 'succeeded') AS recovered
  FROM
-- @include policies/collection/_retries
  GROUP BY r.original_id, r.failure_code, r.failure_reason) chains
GROUP BY code, reason ORDER BY 3 DESC, 1, 2 LIMIT $3
