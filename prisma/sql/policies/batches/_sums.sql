CROSS JOIN LATERAL (
  SELECT count(*)::int AS payments, (count(*) FILTER (WHERE p.status IN ('succeeded', 'failed')))::int AS known,
    coalesce(sum(a.amount_minor), 0)::text AS total_minor
  FROM payment_batch_attempt i JOIN attempt a ON a.id = i.attempt_id JOIN payment p ON p.id = i.payment_id
  WHERE i.batch_id = b.id) s
