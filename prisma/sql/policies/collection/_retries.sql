retry_result r
WHERE r.decided_at >= $2 AND r.status IN ('succeeded', 'failed') AND ($1::uuid IS NULL OR r.merchant_id = $1)
