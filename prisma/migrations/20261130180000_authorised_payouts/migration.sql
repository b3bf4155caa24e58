-- What was authorised of a payout is held for what is captured, and was counted beside it, as it had been of money that came in.
CREATE TEMPORARY TABLE payouts_counted_twice ON COMMIT DROP AS
SELECT p.id, p.merchant_id, p.currency, p.precision, p.created_at, coalesce(p.mode = 'test', false) AS test, h.moved_at,
  p.opening_amount_minor
FROM payment p CROSS JOIN LATERAL (
  SELECT max(a.occurred_at) AS moved_at, bool_or(a.status = 'capture' AND NOT a.opening) AS captured,
    (array_agg(a.status ORDER BY a.opening DESC, a.occurred_at, a.occurred_nanos, a.sequence))[1] AS opened_as
  FROM adjustment a WHERE a.payment_id = p.id) h
WHERE p.kind = 'connected' AND p.type = 'PAYOUT' AND p.stage = 'completed' AND p.opening_amount_minor <> 0 AND h.captured
  AND p.paid_out_minor = p.amount_minor
  AND h.opened_as NOT IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won',
    'dispute_lost');

UPDATE payment p SET paid_out_minor = p.paid_out_minor - t.opening_amount_minor FROM payouts_counted_twice t WHERE p.id = t.id;

INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor, refunded_minor,
  disputed_minor, returned_minor, paid_out_minor)
SELECT merchant_id, currency, precision, date_bin('15 minutes', moved_at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), test, 0, 0, 0, 0, 0, -opening_amount_minor
FROM payouts_counted_twice;
