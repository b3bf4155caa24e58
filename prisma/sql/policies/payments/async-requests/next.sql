SELECT id, merchant_id AS "merchantId", operation, items::text AS items, actor, request_id AS "requestId"
FROM policy_async_request WHERE finished_at IS NULL ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
