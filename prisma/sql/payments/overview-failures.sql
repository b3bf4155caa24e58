-- Failed charge attempts by decline code. Sums of quarters of an hour, however many attempts.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:mode?
WITH range AS MATERIALIZED (
  SELECT (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2 AS since
), declined AS (
  SELECT * FROM decline_tally t WHERE t.fresh
  UNION ALL
  SELECT * FROM decline_tally t WHERE NOT t.fresh AND t.attempted_at >= (SELECT since FROM range)
)
SELECT d.decline_code AS code, sum(d.attempts)::int AS attempts
FROM declined d
WHERE d.attempted_at >= (SELECT since FROM range) AND d.attempted_at <= $1 AND ($4::uuid IS NULL OR d.merchant_id = $4)
  AND ($5::text IS NULL OR d.test = ($5 = 'test'))
GROUP BY code HAVING sum(d.attempts) > 0 ORDER BY attempts DESC, code
