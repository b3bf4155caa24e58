-- The fold of lib/payments/fold.ts once more, in the database's own words: neither copy can drift alone.
SELECT p.id,
  coalesce((SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND p.kind = 'policy'
      AND a.status IN ('pending', 'submitted', 'processing', 'succeeded', 'failed', 'cancelled')
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1),
    CASE WHEN p.kind <> 'connected' THEN d.status END,
    (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND p.kind <> 'connected'
      AND a.status IN ('refunded', 'refunded_failure', 'refund_reversed', 'dispute_won')
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1),
    (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND p.kind <> 'connected'
      AND a.status IN ('cancelled', 'expired')
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1),
    (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND a.status <> 'amount_adjustment'
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1), 'pending') AS status,
  (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1) AS last_status,
  p.opening_amount_minor + coalesce((SELECT sum(CASE
      WHEN a.opening THEN 0
      WHEN a.status IN ('capture', 'refund_reversed') THEN coalesce(a.amount_minor, 0)
      WHEN a.status = 'refunded' THEN -coalesce(a.amount_minor, 0)
      ELSE 0 END) FROM adjustment a WHERE a.payment_id = p.id), 0) AS amount_minor,
  coalesce((SELECT a.amount_minor FROM adjustment a
    WHERE a.payment_id = p.id AND a.status = 'amount_adjustment' AND NOT a.opening
    ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1), p.opening_initial_amount_minor) AS initial_amount_minor,
  d.disputed, d.respond_by
FROM payment p
CROSS JOIN LATERAL (
  WITH told AS (
-- @include payments/_dispute-adjustments
  )
  SELECT min(e.respond_by) FILTER (WHERE e.outcome = 'dispute') AS respond_by,
    coalesce(bool_or(e.outcome = 'dispute'), false) AS disputed, CASE WHEN bool_or(e.outcome = 'dispute') THEN 'dispute' WHEN bool_or(e.outcome = 'dispute_lost') THEN 'dispute_lost' END AS status
  FROM (
-- @include payments/_disputes
  ) e) d
