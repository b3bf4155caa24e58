-- Broken by whatever this finds: the sums of money are those of the payments, tests apart.
SELECT coalesce(t.key, p.key) AS id
FROM (
  SELECT concat_ws('/', merchant_id, currency, precision, test) AS key, sum(arrivals) AS arrivals, sum(collected_minor) AS collected,
    sum(refunded_minor) AS refunded, sum(disputed_minor) AS disputed, sum(returned_minor) AS returned,
    sum(paid_out_minor) AS paid_out
  FROM money_tally GROUP BY 1) t
FULL JOIN (
  SELECT concat_ws('/', merchant_id, currency, precision, coalesce(mode = 'test', false)) AS key, count(*) FILTER (WHERE collected_minor <> 0) AS arrivals, sum(collected_minor) AS collected,
    sum(refunded_minor) AS refunded, sum(disputed_minor) AS disputed, sum(returned_minor) AS returned,
    sum(paid_out_minor) AS paid_out
  FROM payment GROUP BY 1) p USING (key)
WHERE (coalesce(t.arrivals, 0), coalesce(t.collected, 0), coalesce(t.refunded, 0), coalesce(t.disputed, 0), coalesce(t.returned, 0),
    coalesce(t.paid_out, 0))
  IS DISTINCT FROM (coalesce(p.arrivals, 0), coalesce(p.collected, 0), coalesce(p.refunded, 0), coalesce(p.disputed, 0), coalesce(p.returned, 0),
    coalesce(p.paid_out, 0))
