-- Broken by whatever this finds: the premiums to be recovered are those that failed and that no attempt has collected.
SELECT coalesce(u.original_id, c.id) AS id FROM unrecovered_premium u FULL JOIN (
  SELECT o.payment_id AS id, bool_or(y.live) AS waiting,
    (array_agg(coalesce(y.finalized_at, y.created_at) ORDER BY y.retry_number DESC) FILTER (WHERE p.status = 'failed'))[1] AS failed_at
  FROM policy_payment o JOIN payment q ON q.id = o.payment_id
  JOIN policy_payment y ON y.original_id = o.payment_id JOIN payment p ON p.id = y.payment_id
  WHERE o.retry_of IS NULL AND o.payment_type = 'premium' AND q.status = 'failed'
  GROUP BY o.payment_id HAVING NOT bool_or(p.status = 'succeeded')) c ON c.id = u.original_id
WHERE (u.failed_at, u.waiting) IS DISTINCT FROM (c.failed_at, c.waiting)
