-- Broken by whatever this finds: what each retry came to is what its payment and its first attempt say.
SELECT coalesce(r.payment_id, c.payment_id) AS id FROM retry_result r FULL JOIN (
  SELECT y.payment_id, y.original_id, y.merchant_id, y.created_at, y.finalized_at, y.retry_number, p.status, q.failure_code,
    o.failure_reason, p.currency, p.precision, y.amount_minor, p.collected_minor - p.returned_minor AS kept_minor,
    coalesce(p.mode = 'test', false) AS test
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id
  JOIN policy_payment o ON o.payment_id = y.original_id JOIN payment q ON q.id = y.original_id
  WHERE y.retry_of IS NOT NULL) c ON c.payment_id = r.payment_id
WHERE (r.original_id, r.merchant_id, r.made_at, r.decided_at, r.retry_number, r.status, r.failure_code, r.failure_reason,
    r.currency, r.precision, r.amount_minor, r.kept_minor, r.test)
  IS DISTINCT FROM (c.original_id, c.merchant_id, c.created_at, c.finalized_at, c.retry_number, c.status, c.failure_code,
    c.failure_reason, c.currency, c.precision, c.amount_minor, c.kept_minor, c.test)
