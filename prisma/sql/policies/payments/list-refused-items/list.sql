-- @param $1:merchantId?
-- @param $2:since
-- @param $3:limit
-- @notnull finishedAt
-- @notnull item
SELECT r.request_id AS "requestId", r.operation, r.finished_at AS "finishedAt", (i.item ->> 'index')::int AS item,
  i.item -> 'errors' AS errors
FROM policy_async_request r, jsonb_array_elements(r.refused) AS i (item)
WHERE r.finished_at >= $2 AND ($1::uuid IS NULL OR r.merchant_id = $1)
ORDER BY r.created_at DESC, r.id DESC, 4 LIMIT $3
