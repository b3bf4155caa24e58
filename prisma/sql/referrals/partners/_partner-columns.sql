n.id, n.merchant_id AS "merchantId", n.name, n.email, n.slug, n.created_at AS "createdAt",
n.paypal_email AS "paypalEmail"
