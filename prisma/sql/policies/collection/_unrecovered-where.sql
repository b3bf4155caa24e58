o.retry_of IS NULL AND o.payment_type = 'premium'
AND ($1::uuid IS NULL OR o.merchant_id = $1)
AND ($2::text IS NULL OR ($2 = 'waiting') = (l.status IN ('pending', 'submitted', 'processing')))
