policy_payment o
JOIN payment q ON q.id = o.payment_id AND q.status = 'failed' AND q.kind = 'policy'
JOIN LATERAL (
  SELECT y.payment_id, y.retry_number, y.action_date, y.payment_method_id, p.status
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id
  WHERE y.original_id = o.payment_id ORDER BY y.retry_number DESC LIMIT 1) l ON l.status <> 'succeeded'
