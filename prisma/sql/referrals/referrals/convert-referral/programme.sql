-- @param $1:merchantId
-- @param $2:slug
SELECT s.id AS "partnershipId", s.partner_id AS "partnerId", s.referral_expiry_days AS "referralExpiryDays"
FROM partnership s JOIN partner n ON n.id = s.partner_id
WHERE n.merchant_id = $1 AND n.slug = $2 AND s.state = 'accepted'
ORDER BY s.created_at DESC, s.id DESC LIMIT 1 FOR SHARE OF s
