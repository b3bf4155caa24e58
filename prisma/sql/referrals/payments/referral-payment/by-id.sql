-- @param $1:id
-- @param $2:merchantId?
-- @param $3:partnerId?
-- @notnull idempotency_key
SELECT p.id, p.opening_amount_minor AS amount, p.currency, p.idempotency_key, x.sent_referral_uid AS referral_uid,
  x.sent_referral_id AS referral_id, x.sent_referral_email AS referral_email,
  x.sent_subscription_id AS subscription_id, x.sent_interval AS interval, x.sent_interval_count AS interval_count
FROM payment p JOIN referral_payment x ON x.payment_id = p.id
WHERE p.id = $1 AND ($2::uuid IS NULL OR p.merchant_id = $2)
  AND ($3::uuid IS NULL OR EXISTS (
    SELECT 1 FROM referral r JOIN partnership s ON s.id = r.partnership_id
    WHERE r.id = x.referral_id AND s.partner_id = $3))
