-- Broken by whatever this finds: the tally is the number of payments.
SELECT coalesce(t.key, c.key) AS id
FROM (SELECT concat_ws('/', merchant_id, kind, stage) AS key, sum(payments) AS n FROM payment_tally GROUP BY 1) t
FULL JOIN (SELECT concat_ws('/', merchant_id, kind, stage) AS key, count(*) AS n FROM payment GROUP BY 1) c USING (key)
WHERE coalesce(t.n, 0) <> coalesce(c.n, 0)
