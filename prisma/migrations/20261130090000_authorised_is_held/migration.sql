-- What was authorised is held for what is captured, and was counted beside it: the sums of such payments, and the tally, lose it.
-- Only a mirrored payment is captured.
CREATE TEMPORARY TABLE counted_twice ON COMMIT DROP AS
SELECT p.id, p.merchant_id, p.currency, p.precision, p.created_at, coalesce(p.mode = 'test', false) AS test, h.arrived_at,
  p.collected_minor, p.disputed_minor, p.returned_minor,
  p.collected_minor - p.opening_amount_minor AS collected_now,
  least(p.disputed_minor, greatest(p.amount_minor - p.opening_amount_minor, 0)) AS disputed_now,
  CASE WHEN p.stage = 'completed' THEN 0 ELSE greatest(p.amount_minor - p.opening_amount_minor, 0)
    - least(p.disputed_minor, greatest(p.amount_minor - p.opening_amount_minor, 0)) END AS returned_now
FROM payment p CROSS JOIN LATERAL (
  SELECT min(a.occurred_at) FILTER (WHERE a.status IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed',
      'dispute', 'dispute_won', 'dispute_lost')) AS arrived_at,
    bool_or(a.status = 'capture' AND NOT a.opening) AS captured,
    (array_agg(a.status ORDER BY a.opening DESC, a.occurred_at, a.occurred_nanos, a.sequence))[1] AS opened_as
  FROM adjustment a WHERE a.payment_id = p.id) h
WHERE p.kind = 'connected' AND p.type = 'PAY-IN' AND p.collected_minor <> 0 AND p.opening_amount_minor <> 0 AND h.captured
  AND h.opened_as NOT IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won',
    'dispute_lost');

UPDATE payment p SET collected_minor = t.collected_now, disputed_minor = t.disputed_now, returned_minor = t.returned_now
FROM counted_twice t WHERE p.id = t.id;

INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor, refunded_minor,
  disputed_minor, returned_minor, paid_out_minor)
SELECT merchant_id, currency, precision, date_bin('15 minutes', arrived_at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), test, CASE WHEN collected_now = 0 THEN -1 ELSE 0 END,
  collected_now - collected_minor, 0, disputed_now - disputed_minor, returned_now - returned_minor, 0
FROM counted_twice;
