-- @param $1:rowId
SELECT b.id, b.reference, b.interval, b.interval_count AS "intervalCount", last.currency,
  last.mrr_minor AS "mrrMinor", last.paid_at AS "lastPaidAt"
FROM subscription b
LEFT JOIN LATERAL (
  SELECT p.currency, x.mrr_minor, x.paid_at FROM referral_payment x JOIN payment p ON p.id = x.payment_id
  WHERE x.subscription_id = b.id AND p.amount_minor > CASE p.status WHEN 'dispute_lost' THEN p.disputed_minor ELSE 0 END
    AND p.status <> 'cancelled'
  ORDER BY x.paid_at DESC, x.payment_id DESC LIMIT 1) last ON true
WHERE b.referral_id = $1 AND EXISTS (
  SELECT FROM referral_payment x JOIN payment p ON p.id = x.payment_id
  WHERE x.subscription_id = b.id AND p.status <> 'cancelled')
ORDER BY b.created_at
