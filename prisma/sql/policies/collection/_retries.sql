policy_payment y JOIN payment p ON p.id = y.payment_id
WHERE y.retry_of IS NOT NULL AND y.created_at >= $2 AND ($1::uuid IS NULL OR y.merchant_id = $1)
