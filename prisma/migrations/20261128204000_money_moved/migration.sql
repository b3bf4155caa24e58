-- What a payment is (category), and where its money went: columns of the payment, and sums by the quarter of an hour in
-- which it happened and in which the payment was made, so that the overview reads sums and never payments.
ALTER TABLE payment
  ADD COLUMN category text NOT NULL DEFAULT 'checkout',
  ADD COLUMN collected_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN disputed_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN returned_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN paid_out_minor bigint NOT NULL DEFAULT 0;

UPDATE payment p SET category = CASE p.kind
  WHEN 'policy' THEN (SELECT y.payment_type FROM policy_payment y WHERE y.payment_id = p.id)
  WHEN 'referral' THEN 'referral'
  ELSE CASE p.type WHEN 'PAY-IN' THEN 'pay_in' WHEN 'PAYOUT' THEN 'payout' WHEN 'TRANSFER' THEN 'transfer' ELSE 'unknown' END
END
WHERE p.kind <> 'checkout';

UPDATE payment p SET collected_minor = m.collected_minor, refunded_minor = m.refunded_minor,
  disputed_minor = m.disputed_minor, returned_minor = m.returned_minor, paid_out_minor = m.paid_out_minor
FROM (
  SELECT p.id,
    CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN p.amount_minor + h.refunded ELSE 0 END AS collected_minor,
    CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN h.refunded
      WHEN p.type = 'PAYOUT' AND p.category IN ('reversal', 'premium_refund') AND p.stage = 'completed' THEN p.amount_minor
      ELSE 0 END AS refunded_minor,
    CASE WHEN p.type = 'PAY-IN' AND h.arrived THEN d.disputed ELSE 0 END AS disputed_minor,
    CASE WHEN p.type = 'PAY-IN' AND h.arrived AND p.stage <> 'completed' THEN greatest(p.amount_minor, 0) - d.disputed
      ELSE 0 END AS returned_minor,
    CASE WHEN p.type = 'PAYOUT' AND p.category NOT IN ('reversal', 'premium_refund') AND p.stage = 'completed'
      THEN p.amount_minor ELSE 0 END AS paid_out_minor
  FROM payment p
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(a.status IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute',
        'dispute_won', 'dispute_lost')), false) AS arrived,
      coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN a.amount_minor
        WHEN a.status = 'refund_reversed' THEN -a.amount_minor END), 0) AS refunded
    FROM adjustment a WHERE a.payment_id = p.id) h
  CROSS JOIN LATERAL (
    SELECT least(coalesce(sum(coalesce(CASE WHEN o.n IS NULL THEN w.amount_minor ELSE o.amount_minor END,
      greatest(p.amount_minor, 0))), 0), greatest(p.amount_minor, 0)) AS disputed
    FROM (
      SELECT a.amount_minor, row_number() OVER (ORDER BY a.occurred_at, a.occurred_nanos, a.sequence) AS n
      FROM adjustment a WHERE a.payment_id = p.id AND a.status = 'dispute') o
    FULL JOIN (
      SELECT a.amount_minor, a.status, row_number() OVER (ORDER BY a.occurred_at, a.occurred_nanos, a.sequence) AS n
      FROM adjustment a WHERE a.payment_id = p.id AND a.status IN ('dispute_won', 'dispute_lost')) w ON w.n = o.n
    WHERE w.status IS DISTINCT FROM 'dispute_won') d
) m
WHERE m.id = p.id
  AND (m.collected_minor, m.refunded_minor, m.disputed_minor, m.returned_minor, m.paid_out_minor) <> (0, 0, 0, 0, 0);

ALTER TABLE payment
  ALTER COLUMN category DROP DEFAULT,
  ALTER COLUMN collected_minor DROP DEFAULT,
  ALTER COLUMN refunded_minor DROP DEFAULT,
  ALTER COLUMN disputed_minor DROP DEFAULT,
  ALTER COLUMN returned_minor DROP DEFAULT,
  ALTER COLUMN paid_out_minor DROP DEFAULT,
  ADD CONSTRAINT payment_category CHECK (category IN ('checkout', 'premium', 'claim_payout', 'premium_refund', 'reversal',
    'other', 'referral', 'pay_in', 'payout', 'transfer', 'unknown'));

-- Rows are added as fresh by whoever moves money, and put together by a job: nobody waits for anybody.
CREATE TABLE money_tally (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  merchant_id uuid NOT NULL,
  currency text NOT NULL,
  precision smallint NOT NULL,
  event_at timestamptz(3) NOT NULL,
  payment_at timestamptz(3) NOT NULL,
  arrivals integer NOT NULL,
  collected_minor numeric(38) NOT NULL,
  refunded_minor numeric(38) NOT NULL,
  disputed_minor numeric(38) NOT NULL,
  returned_minor numeric(38) NOT NULL,
  paid_out_minor numeric(38) NOT NULL,
  fresh boolean NOT NULL DEFAULT true
);
CREATE INDEX money_tally_fresh ON money_tally (id) WHERE fresh;
CREATE INDEX money_tally_event ON money_tally (event_at) WHERE NOT fresh;
CREATE INDEX money_tally_payment ON money_tally (payment_at) WHERE NOT fresh;
CREATE UNIQUE INDEX money_tally_once ON money_tally (merchant_id, currency, precision, event_at, payment_at) WHERE NOT fresh;

-- What happened before there were sums: what arrived, and what was paid out or given back by itself, on the day it first
-- did; refunds and disputes on their own days; what a bank took back on the day of the last change.
INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor,
  refunded_minor, disputed_minor, returned_minor, paid_out_minor, fresh)
SELECT merchant_id, currency, precision, date_bin('15 minutes', at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), sum(arrivals), sum(collected), sum(refunded), sum(disputed), sum(returned),
  sum(paid_out), false
FROM (
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at, CASE WHEN p.collected_minor <> 0 THEN 1 ELSE 0 END AS arrivals, p.collected_minor AS collected,
    CASE WHEN p.type = 'PAYOUT' THEN p.refunded_minor ELSE 0 END AS refunded, 0 AS disputed, 0 AS returned,
    p.paid_out_minor AS paid_out
  FROM payment p, LATERAL (SELECT min(a.occurred_at) FILTER (WHERE a.status IN ('succeeded', 'capture', 'refunded',
    'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won', 'dispute_lost')) AS at
    FROM adjustment a WHERE a.payment_id = p.id) f
  WHERE (p.collected_minor, p.paid_out_minor, p.refunded_minor) <> (0, 0, 0)
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, a.occurred_at, 0, 0,
    CASE a.status WHEN 'refunded' THEN a.amount_minor ELSE -a.amount_minor END, 0, 0, 0
  FROM payment p JOIN adjustment a ON a.payment_id = p.id
  WHERE p.type = 'PAY-IN' AND a.status IN ('refunded', 'refund_reversed') AND NOT a.opening AND a.amount_minor IS NOT NULL
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at, 0, 0, 0, p.disputed_minor, 0, 0
  FROM payment p, LATERAL (SELECT max(a.occurred_at) AS at FROM adjustment a
    WHERE a.payment_id = p.id AND a.status IN ('dispute', 'dispute_lost')) f
  WHERE p.disputed_minor <> 0
  UNION ALL
  SELECT p.merchant_id, p.currency, p.precision, p.created_at, f.at, 0, 0, 0, 0, p.returned_minor, 0
  FROM payment p, LATERAL (SELECT max(a.occurred_at) AS at FROM adjustment a WHERE a.payment_id = p.id) f
  WHERE p.returned_minor <> 0
) moved
GROUP BY 1, 2, 3, 4, 5
HAVING (sum(collected), sum(refunded), sum(disputed), sum(returned), sum(paid_out)) <> (0, 0, 0, 0, 0);
