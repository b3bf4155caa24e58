-- @param $1:rowId
-- @param $2:referralPaymentsMax
SELECT p.id, p.opening_amount_minor AS "amountMinor", CASE WHEN p.status = 'cancelled' THEN 0 ELSE p.amount_minor END AS "leftMinor",
  p.status = 'cancelled' AS undone, p.currency, p.precision,
  x.paid_at AS "paidAt", x.sent_subscription_id AS subscription
FROM referral_payment x JOIN payment p ON p.id = x.payment_id
WHERE x.referral_id = $1 ORDER BY x.paid_at DESC, x.payment_id DESC LIMIT $2
