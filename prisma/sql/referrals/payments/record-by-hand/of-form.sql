-- The payment that a form recorded, as the form said it. Merchants are few, and the key is unique within one of them: its
-- index is asked for each in turn.
-- @param $1:key
-- @param $2:merchantId?
SELECT p.id, p.merchant_id AS "merchantId", p.opening_amount_minor AS amount, p.currency, p.created_at AS "paidAt",
  x.sent_referral_uid AS referral_uid, x.sent_referral_id AS referral_id, x.sent_referral_email AS referral_email,
  x.sent_subscription_id AS subscription_id, x.sent_interval AS interval, x.sent_interval_count AS interval_count
FROM merchant m JOIN idempotency_record i ON i.merchant_id = m.id AND i.door = 'referral' AND i.key = $1
JOIN payment p ON p.id = i.payment_id JOIN referral_payment x ON x.payment_id = p.id
WHERE $2::uuid IS NULL OR m.id = $2
ORDER BY i.created_at, m.id LIMIT 1
