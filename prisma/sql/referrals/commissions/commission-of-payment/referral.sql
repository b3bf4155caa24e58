-- @param $1:paymentId
-- @param $2:merchantId?
-- @notnull referralLabel
SELECT r.id AS "referralId", coalesce(r.email, r.uid) AS "referralLabel", n.id AS "partnerId", n.name AS "partnerName"
FROM referral_payment x JOIN referral r ON r.id = x.referral_id
JOIN partnership s ON s.id = r.partnership_id JOIN partner n ON n.id = s.partner_id
WHERE x.payment_id = $1 AND ($2::uuid IS NULL OR r.merchant_id = $2)
