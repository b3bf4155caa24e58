-- A payment of the accounts' merchant counts while its money has arrived; what a dispute holds or took is not there.
SELECT x.account_id, p.currency, p.precision, h.first_at, h.last_at,
  x.sign * (h.amount - CASE WHEN p.type = 'PAY-IN' THEN d.disputed ELSE 0 END) AS moved
FROM (
  SELECT c.payment_id, c.destination_account_id AS account_id, 1 AS sign
  FROM connected_payment c WHERE c.destination_account_id = ANY ((SELECT ids FROM accounts)::text[])
  UNION ALL
  SELECT c.payment_id, c.source_account_id, -1 FROM connected_payment c WHERE c.source_account_id = ANY ((SELECT ids FROM accounts)::text[])
) x
JOIN payment p ON p.id = x.payment_id
CROSS JOIN LATERAL (
  SELECT p.opening_amount_minor + coalesce(sum(CASE WHEN a.opening THEN 0 WHEN a.status = 'refunded' THEN -a.amount_minor
      WHEN a.status IN ('capture', 'refund_reversed') THEN a.amount_minor END), 0) AS amount,
    (array_agg(a.status ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC)
      FILTER (WHERE a.status <> 'amount_adjustment'))[1] AS status,
    min(a.occurred_at) AS first_at, max(a.occurred_at) AS last_at
  FROM adjustment a WHERE a.payment_id = p.id AND a.occurred_at <= $2) h
CROSS JOIN LATERAL (
  WITH told AS (
-- @include payments/_told-of-disputes
    AND a.occurred_at <= $2
  )
  SELECT least(coalesce(sum(coalesce(e.amount_minor, greatest(h.amount, 0))), 0), greatest(h.amount, 0)) AS disputed
  FROM (
-- @include payments/_disputes
  ) e WHERE e.outcome <> 'dispute_won') d
WHERE p.type IN ('PAY-IN', 'PAYOUT', 'TRANSFER') AND p.merchant_id = $3
  AND h.status IN ('succeeded', 'capture', 'refunded', 'refunded_failure', 'refund_reversed', 'dispute', 'dispute_won',
    'dispute_lost')
