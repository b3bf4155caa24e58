-- @param $1:ids
SELECT payment_id AS id FROM attempt
WHERE payment_id = ANY ($1::uuid[]) AND operation = 'charge' AND state IN ('started', 'requires_action', 'processing', 'unknown')
