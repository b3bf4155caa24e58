retry_result r
WHERE r.made_at >= $2 AND r.status IN ('succeeded', 'failed') AND ($1::uuid IS NULL OR r.merchant_id = $1)
