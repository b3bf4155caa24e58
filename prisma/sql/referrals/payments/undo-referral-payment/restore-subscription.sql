-- A subscription is as its newest payment that says so has it: without the one that was undone.
-- @param $1:paymentId
UPDATE subscription u SET (interval, interval_count) = (
  SELECT x.sent_interval, coalesce(x.sent_interval_count, 1)
  FROM referral_payment x JOIN payment p ON p.id = x.payment_id
  WHERE x.subscription_id = u.id AND x.sent_interval IS NOT NULL AND p.status <> 'cancelled'
  ORDER BY x.payment_id DESC LIMIT 1)
WHERE u.id = (SELECT subscription_id FROM referral_payment WHERE payment_id = $1)
