-- A month's recurring revenue is what was running at its end, or is now: of each subscription the newest payment that
-- still pays for that moment, of a referral that had not churned and was not rejected by then: what it was before it was
-- known to have paid says nothing, for a payment may be recorded long after it was made. What was refunded whole, lost in a
-- dispute or undone counts for nothing.
-- The payments are read once and by index, whatever the number of months, each for the months that it pays for alone.
-- @param $1:merchantId?
-- @param $2:now
-- @param $3:months
-- @notnull amountMinor
WITH running AS (
  SELECT DISTINCT ON (m.at, x.referral_id, x.subscription_id) m.start, p.currency, x.mrr_minor, x.referral_id, m.at
  FROM (
    SELECT payment_id, referral_id, subscription_id, mrr_minor, paid_at,
      paid_at + months::int * interval '1 month' AS paid_until
    FROM referral_payment WHERE mrr_minor IS NOT NULL) x
  JOIN payment p ON p.id = x.payment_id AND p.kind = 'referral' AND p.amount_minor > CASE p.status WHEN 'dispute_lost' THEN p.disputed_minor ELSE 0 END
    AND p.status <> 'cancelled'
    AND ($1::uuid IS NULL OR p.merchant_id = $1)
  CROSS JOIN LATERAL (
    SELECT start, least(start + interval '1 month', $2::timestamptz) AS at
    FROM generate_series(date_trunc('month', greatest(x.paid_at, $2::timestamptz - $3::int * interval '1 month')),
      least(x.paid_until, $2::timestamptz), interval '1 month') AS start) m
  WHERE m.start > date_trunc('month', $2::timestamptz) - $3::int * interval '1 month'
    AND x.paid_at <= m.at AND x.paid_until > m.at
  ORDER BY m.at, x.referral_id, x.subscription_id, x.paid_at DESC, x.payment_id DESC
)
SELECT to_char(start, 'YYYY-MM') AS month, currency, sum(mrr_minor)::text AS "amountMinor" FROM running
WHERE coalesce((SELECT to_state FROM state_change c WHERE c.object_type = 'referral'
  AND c.object_id = running.referral_id AND c.occurred_at <= running.at ORDER BY c.id DESC LIMIT 1), 'paid') NOT IN ('churned', 'rejected')
GROUP BY start, currency ORDER BY currency, start
