-- Broken by whatever this finds: what was paid and tried is what the payments and their attempts say, tests apart.
SELECT coalesce(t.key, p.key) AS id
FROM (
  SELECT concat_ws('/', merchant_id, payment_at, test) AS key, sum(paid) AS paid, sum(tried) AS tried
  FROM outcome_tally GROUP BY 1) t
FULL JOIN (
  SELECT concat_ws('/', merchant_id, date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), coalesce(mode = 'test', false)) AS key,
    count(*) FILTER (WHERE stage = 'completed') AS paid, count(*) AS tried
  FROM payment q
  WHERE type = 'PAY-IN' AND (stage IN ('completed', 'failed') OR EXISTS (
    SELECT 1 FROM attempt a WHERE a.payment_id = q.id AND a.operation = 'charge' AND a.state = 'failed'))
  GROUP BY 1) p USING (key)
WHERE (coalesce(t.paid, 0), coalesce(t.tried, 0)) IS DISTINCT FROM (coalesce(p.paid, 0), coalesce(p.tried, 0))
