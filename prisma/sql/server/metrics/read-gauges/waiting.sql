SELECT (SELECT count(*)::int FROM policy_async_request WHERE finished_at IS NULL) AS "asyncRequests",
  (SELECT count(*)::int FROM payment_import WHERE finished_at IS NULL) AS imports,
  (SELECT count(d.retry_of)::int FROM (
    SELECT retry_of FROM policy_payment WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 50000) d) AS retries
