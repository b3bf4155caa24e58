-- Where the money of each payment went, by lib/payments/money-moved.ts once more, in the database's own words.
SELECT p.id,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN p.amount_minor - h.reserved + h.refunded ELSE 0 END AS collected_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN h.refunded
    WHEN p.type = 'PAYOUT' AND p.category IN ('reversal', 'premium_refund') AND p.stage = 'completed' THEN p.amount_minor
    ELSE 0 END AS refunded_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN d.disputed ELSE 0 END AS disputed_minor,
  CASE WHEN p.type = 'PAY-IN' AND h.arrived AND p.stage <> 'completed' THEN greatest(p.amount_minor - h.reserved, 0) - d.disputed
    ELSE 0 END AS returned_minor,
  CASE WHEN p.type = 'PAYOUT' AND p.category NOT IN ('reversal', 'premium_refund') AND p.stage = 'completed'
    THEN p.amount_minor ELSE 0 END AS paid_out_minor
FROM payment p
CROSS JOIN LATERAL (
  SELECT NOT (p.category = 'referral' AND p.status = 'cancelled') AND coalesce(bool_or(a.status IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute',
      'dispute_won', 'dispute_lost')), false) AS arrived,
    coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN a.amount_minor
      WHEN a.status = 'refund_reversed' THEN -a.amount_minor END), 0) AS refunded,
    -- What was authorised is held for what is captured, and no money beside it.
    CASE WHEN bool_or(a.status = 'capture' AND NOT a.opening)
      AND (array_agg(a.status ORDER BY a.opening DESC, a.occurred_at, a.occurred_nanos, a.sequence))[1] NOT IN ('succeeded', 'capture',
        'refunded', 'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won', 'dispute_lost')
      THEN p.opening_amount_minor ELSE 0 END AS reserved
  FROM adjustment a WHERE a.payment_id = p.id) h
CROSS JOIN LATERAL (
  SELECT least(coalesce(sum(coalesce(CASE WHEN o.n IS NULL THEN w.amount_minor ELSE o.amount_minor END,
    greatest(p.amount_minor - h.reserved, 0))), 0), greatest(p.amount_minor - h.reserved, 0)) AS disputed
  FROM (
    SELECT a.amount_minor, row_number() OVER (ORDER BY a.occurred_at, a.occurred_nanos, a.sequence) AS n
    FROM adjustment a WHERE a.payment_id = p.id AND a.status = 'dispute') o
  FULL JOIN (
    SELECT a.amount_minor, a.status, row_number() OVER (ORDER BY a.occurred_at, a.occurred_nanos, a.sequence) AS n
    FROM adjustment a WHERE a.payment_id = p.id AND a.status IN ('dispute_won', 'dispute_lost')) w ON w.n = o.n
  WHERE w.status IS DISTINCT FROM 'dispute_won') d
