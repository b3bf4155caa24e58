-- Where the money of each payment went, by lib/payments/money-moved.ts once more, in the database's own words.
SELECT p.id,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN p.amount_minor - h.reserved + h.refunded ELSE 0 END AS collected_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN h.refunded
    WHEN p.type = 'PAYOUT' AND p.category IN ('reversal', 'premium_refund') AND p.stage = 'completed' THEN p.amount_minor - h.reserved
    ELSE 0 END AS refunded_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN d.disputed ELSE 0 END AS disputed_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived AND p.stage <> 'completed' THEN coalesce(h.taken_back, greatest(greatest(p.amount_minor - h.reserved, 0) - d.disputed, 0))
    ELSE 0 END AS returned_minor,
  CASE WHEN p.type = 'PAYOUT' AND p.category NOT IN ('reversal', 'premium_refund') AND p.stage = 'completed'
    THEN p.amount_minor - h.reserved ELSE 0 END AS paid_out_minor
FROM payment p
CROSS JOIN LATERAL (
  SELECT NOT (p.category = 'referral' AND p.status = 'cancelled') AND coalesce(bool_or(a.status IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute',
      'dispute_won', 'dispute_lost')), false) AS arrived,
    coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN a.amount_minor
      WHEN a.status = 'refund_reversed' THEN -a.amount_minor END), 0) AS refunded,
    CASE WHEN p.category = 'premium' THEN (array_agg(a.amount_minor ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC)
      FILTER (WHERE a.status = 'failed' AND NOT a.opening))[1] END AS taken_back,
    -- What was authorised is held for what is captured, and no money beside it.
    CASE WHEN bool_or(a.status = 'capture' AND NOT a.opening)
      AND (array_agg(a.status ORDER BY a.opening DESC, a.occurred_at, a.occurred_nanos, a.sequence))[1] NOT IN ('succeeded', 'capture',
        'refunded', 'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won', 'dispute_lost')
      THEN p.opening_amount_minor ELSE 0 END AS reserved
  FROM adjustment a WHERE a.payment_id = p.id) h
CROSS JOIN LATERAL (
  WITH told AS (
-- @include payments/_dispute-adjustments
  )
  SELECT least(coalesce(sum(e.amount_minor), 0) + CASE WHEN bool_or(e.amount_minor IS NULL)
    THEN greatest(p.amount_minor - h.reserved - coalesce(sum(e.amount_minor), 0), 0) ELSE 0 END, greatest(p.amount_minor - h.reserved + h.refunded, 0)) AS disputed
  FROM (
-- @include payments/_disputes
  ) e WHERE e.outcome <> 'dispute_won') d
