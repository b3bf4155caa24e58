-- @param $1:paymentIds
SELECT o.payment_id AS "originalId", o.policy_id AS "policyId", o.amount_minor AS "amountMinor", q.description,
  o.payment_type AS "paymentType", jsonb_object_agg(p.id, p.status) AS statuses,
  (count(*) FILTER (WHERE y.retry_of IS NOT NULL))::int AS retries, bool_or(y.live) AS live,
  bool_or(p.refunded_minor > 0 OR EXISTS (SELECT 1 FROM policy_payment b WHERE b.reversal_of = y.payment_id AND b.live))
    AS "givenBack"
FROM (SELECT DISTINCT original_id FROM policy_payment WHERE payment_id = ANY ($1::uuid[])) named
JOIN policy_payment o ON o.payment_id = named.original_id
JOIN payment q ON q.id = o.payment_id
JOIN policy_payment y ON y.original_id = named.original_id
JOIN payment p ON p.id = y.payment_id
GROUP BY o.payment_id, q.description
