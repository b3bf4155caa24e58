-- The sums of money tell tests from what is real, or not known to be a test: a test payment's are rows of their own.
ALTER TABLE money_tally ADD COLUMN test boolean NOT NULL DEFAULT false;

DROP INDEX money_tally_once;
CREATE UNIQUE INDEX money_tally_once ON money_tally (merchant_id, currency, precision, event_at, payment_at, test)
  WHERE NOT fresh;

-- What test payments moved until now goes from the one kind of row to the other, on the days on which it is known to have
-- happened (see money_moved); a job puts the rows together.
INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor,
  refunded_minor, disputed_minor, returned_minor, paid_out_minor, test)
SELECT merchant_id, currency, precision, date_bin('15 minutes', at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), s.sign * sum(arrivals), s.sign * sum(collected),
  s.sign * sum(refunded), s.sign * sum(disputed), s.sign * sum(returned), s.sign * sum(paid_out), s.sign = 1
FROM (
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at,
    CASE WHEN p.collected_minor <> 0 THEN 1 ELSE 0 END AS arrivals, p.collected_minor AS collected,
    CASE WHEN p.type = 'PAYOUT' THEN p.refunded_minor ELSE 0 END AS refunded, 0 AS disputed, 0 AS returned,
    p.paid_out_minor AS paid_out
  FROM payment p, LATERAL (SELECT min(a.occurred_at) FILTER (WHERE a.status IN ('succeeded', 'capture', 'refunded',
    'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won', 'dispute_lost')) AS at
    FROM adjustment a WHERE a.payment_id = p.id) f
  WHERE p.mode = 'test' AND (p.collected_minor, p.paid_out_minor, p.refunded_minor) <> (0, 0, 0)
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, a.occurred_at, 0, 0,
    CASE a.status WHEN 'refunded' THEN a.amount_minor ELSE -a.amount_minor END, 0, 0, 0
  FROM payment p JOIN adjustment a ON a.payment_id = p.id
  WHERE p.mode = 'test' AND p.type = 'PAY-IN' AND a.status IN ('refunded', 'refund_reversed') AND NOT a.opening
    AND a.amount_minor IS NOT NULL
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at, 0, 0, 0, p.disputed_minor, 0, 0
  FROM payment p, LATERAL (SELECT max(a.occurred_at) AS at FROM adjustment a
    WHERE a.payment_id = p.id AND a.status IN ('dispute', 'dispute_lost')) f
  WHERE p.mode = 'test' AND p.disputed_minor <> 0
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at, 0, 0, 0, 0, p.returned_minor, 0
  FROM payment p, LATERAL (SELECT max(a.occurred_at) AS at FROM adjustment a WHERE a.payment_id = p.id) f
  WHERE p.mode = 'test' AND p.returned_minor <> 0
) moved, (VALUES (-1), (1)) AS s (sign)
GROUP BY 1, 2, 3, 4, 5, s.sign
HAVING (sum(collected), sum(refunded), sum(disputed), sum(returned), sum(paid_out)) <> (0, 0, 0, 0, 0);
