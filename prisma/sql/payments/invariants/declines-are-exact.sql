-- Broken by whatever this finds: how often which code was given is what the attempts say, tests apart.
SELECT coalesce(t.key, a.key) AS id
FROM (
  SELECT concat_ws('/', merchant_id, attempted_at, test, decline_code) AS key, sum(attempts) AS n FROM decline_tally GROUP BY 1) t
FULL JOIN (
  SELECT concat_ws('/', p.merchant_id, date_bin('15 minutes', a.started_at, '2000-01-01 00:00:00Z'),
    NOT coalesce(c.live, false), coalesce(a.decline_code, 'unknown')) AS key, count(*) AS n
  FROM attempt a JOIN payment p ON p.id = a.payment_id LEFT JOIN connection c ON c.id = a.connection_id
  WHERE a.operation = 'charge' AND a.state = 'failed' GROUP BY 1) a USING (key)
WHERE coalesce(t.n, 0) <> coalesce(a.n, 0)
