steps AS (
  SELECT a.payment_id, a.sequence, a.recorded_at, a.status = 'succeeded' AS paid,
    coalesce(lag(a.status) OVER (PARTITION BY a.payment_id ORDER BY a.sequence) = 'succeeded', false) AS paid_before,
    CASE WHEN p.type = 'PAYOUT' THEN -abs(y.amount_minor) ELSE y.amount_minor END AS amount_minor,
    p.currency, p.description
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id JOIN adjustment a ON a.payment_id = y.payment_id
  WHERE y.policy_id = $1
), entries AS (
  SELECT payment_id, NULL::uuid AS coupon_id, sequence, recorded_at, currency, description,
    CASE WHEN paid THEN amount_minor ELSE -amount_minor END AS amount_minor, paid
  FROM steps WHERE paid <> paid_before
  UNION ALL
  SELECT NULL, u.id, 1, u.redeemed_at, c.currency, 'Coupon redeemed', u.amount_minor, true
  FROM policy_payment_coupon u JOIN policy c ON c.id = u.policy_id
  WHERE u.policy_id = $1 AND u.status = 'redeemed'
)
