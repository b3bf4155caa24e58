-- Failed charge attempts by decline code. Sums of quarters of an hour, however many attempts.
-- @param $1:now
-- @param $2:since
-- @param $3:merchantId?
-- @param $4:mode?
WITH declined AS (
  SELECT * FROM decline_tally t WHERE t.fresh
  UNION ALL
  SELECT * FROM decline_tally t WHERE NOT t.fresh AND t.attempted_at >= $2
)
SELECT d.decline_code AS code, sum(d.attempts)::int AS attempts
FROM declined d
WHERE d.attempted_at >= $2 AND d.attempted_at <= $1 AND ($3::uuid IS NULL OR d.merchant_id = $3)
  AND ($4::text IS NULL OR d.test = ($4 = 'test'))
GROUP BY code HAVING sum(d.attempts) > 0 ORDER BY attempts DESC, code
