-- A payment of the accounts' merchant counts while its money has arrived; what a dispute holds or took is not there, nor what
-- was held for a capture (lib/payments/money-moved.ts). What went back beyond that is owed, whatever the status is.
SELECT x.account_id, p.currency, p.precision, h.first_at, h.last_at,
  x.sign * CASE WHEN h.stays THEN h.amount - CASE WHEN p.type = 'PAY-IN' THEN d.disputed ELSE 0 END ELSE h.amount END AS moved
FROM (
  SELECT c.payment_id, c.destination_account_id AS account_id, 1 AS sign
  FROM connected_payment c WHERE c.destination_account_id = ANY ((SELECT ids FROM accounts)::text[])
  UNION ALL
  SELECT c.payment_id, c.source_account_id, -1 FROM connected_payment c WHERE c.source_account_id = ANY ((SELECT ids FROM accounts)::text[])
) x
JOIN payment p ON p.id = x.payment_id
CROSS JOIN LATERAL (
  SELECT p.opening_amount_minor + coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN -a.amount_minor
      WHEN a.status IN ('capture', 'refund_reversed') THEN a.amount_minor END), 0)
    - CASE WHEN bool_or(a.status = 'capture' AND NOT a.opening) AND NOT coalesce(
        (SELECT o.status FROM adjustment o WHERE o.payment_id = p.id AND o.opening),
        (array_agg(a.status ORDER BY a.occurred_at, a.occurred_nanos, a.sequence))[1]) = ANY (c.completed)
      THEN p.opening_amount_minor ELSE 0 END AS amount,
    coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN a.amount_minor
      WHEN a.status = 'refund_reversed' THEN -a.amount_minor END), 0) AS refunded,
    (array_agg(a.status ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC)
      FILTER (WHERE a.status <> 'amount_adjustment'))[1] = ANY (c.completed) AS stays,
    bool_or(a.status = ANY (c.completed)) AS arrived,
    min(a.occurred_at) AS first_at, max(a.occurred_at) AS last_at
  FROM adjustment a, (SELECT array['succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute',
    'dispute_won', 'dispute_lost'] AS completed) c
  WHERE a.payment_id = p.id AND a.occurred_at <= $2
  GROUP BY c.completed) h
CROSS JOIN LATERAL (
  WITH told AS (
-- @include payments/_dispute-adjustments
    AND a.occurred_at <= $2
  )
  SELECT least(coalesce(sum(e.amount_minor), 0) + CASE WHEN bool_or(e.amount_minor IS NULL)
    THEN greatest(h.amount - coalesce(sum(e.amount_minor), 0), 0) ELSE 0 END, greatest(h.amount + h.refunded, 0)) AS disputed
  FROM (
-- @include payments/_disputes
  ) e WHERE e.outcome <> 'dispute_won') d
WHERE p.type IN ('PAY-IN', 'PAYOUT', 'TRANSFER') AND p.merchant_id = $3
  AND (h.stays OR p.type = 'PAY-IN' AND h.arrived AND h.amount < 0)
