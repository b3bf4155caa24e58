-- What a provider gives back of a premium, or holds of it for a dispute, goes while it stays collected. What a late return takes
-- back is said by the failure, and what is given back since goes besides; where it is not said, it is what was left.
steps AS (
  SELECT a.payment_id, a.sequence, a.recorded_at, a.status,
    count(*) FILTER (WHERE a.status = 'succeeded') OVER so_far > 0
      AND count(*) FILTER (WHERE a.status = 'failed') OVER so_far = 0 AS paid,
    CASE a.status WHEN 'refunded' THEN -a.amount_minor WHEN 'refund_reversed' THEN a.amount_minor
      WHEN 'dispute' THEN -a.amount_minor WHEN 'dispute_won' THEN a.amount_minor END AS part_minor,
    max(a.amount_minor) FILTER (WHERE a.status = 'failed' AND y.payment_type = 'premium') OVER so_far AS taken_minor,
    CASE WHEN p.type = 'PAYOUT' THEN -abs(y.amount_minor) ELSE y.amount_minor END AS whole_minor,
    p.currency, p.description
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id JOIN adjustment a ON a.payment_id = y.payment_id
  WHERE y.policy_id = $1
  WINDOW so_far AS (PARTITION BY a.payment_id ORDER BY a.sequence)
), moves AS (
  SELECT *, coalesce(lag(paid) OVER so_far, false) AS paid_before,
    coalesce(sum(part_minor) FILTER (WHERE paid) OVER so_far, 0) AS parts_minor
  FROM steps WINDOW so_far AS (PARTITION BY payment_id ORDER BY sequence)
), entries AS (
  SELECT payment_id, NULL::uuid AS coupon_id, sequence, recorded_at, currency, description,
    CASE WHEN paid = paid_before THEN part_minor WHEN paid THEN whole_minor
      ELSE -coalesce(taken_minor, whole_minor + parts_minor) END AS amount_minor,
    CASE WHEN paid = paid_before THEN part_minor > 0 ELSE paid END AS paid
  FROM moves WHERE paid <> paid_before OR (paid OR taken_minor IS NOT NULL) AND part_minor IS NOT NULL
  UNION ALL
  SELECT NULL, u.id, 1, u.redeemed_at, c.currency, 'Coupon redeemed', u.amount_minor, true
  FROM policy_payment_coupon u JOIN policy c ON c.id = u.policy_id
  WHERE u.policy_id = $1 AND u.status = 'redeemed'
)
