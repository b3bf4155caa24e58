-- Every attempt touches its delivery, so that those with an attempt in a time are among those touched since.
-- @param $1:ids
-- @param $2:since
-- @param $3:deliveriesMax
-- @param $4:countMax
SELECT e.id, recent.*,
  (SELECT updated_at FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'delivered'
    ORDER BY updated_at DESC LIMIT 1) AS "lastSuccessAt",
  (SELECT count(*)::int FROM (
    SELECT FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'pending' LIMIT $4) p) AS pending,
  (SELECT created_at FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'pending'
    ORDER BY created_at LIMIT 1) AS "oldestPendingAt",
  (SELECT count(*)::int FROM (
    SELECT FROM webhook_delivery WHERE endpoint_id = e.id AND state = 'exhausted' LIMIT $4) x) AS exhausted
FROM webhook_endpoint e CROSS JOIN LATERAL (
  SELECT (count(*) FILTER (WHERE a.outcome = 'delivered'))::int AS delivered,
    (count(*) FILTER (WHERE a.outcome <> 'delivered'))::int AS failed,
    count(DISTINCT touched.id) > $3::int AS more
  FROM (
    SELECT id FROM webhook_delivery WHERE endpoint_id = e.id AND updated_at > $2
    ORDER BY updated_at DESC LIMIT $3::int + 1) touched
  CROSS JOIN LATERAL (
    SELECT w.outcome FROM webhook_attempt w WHERE w.delivery_id = touched.id AND w.started_at > $2 OFFSET 0) a) recent
WHERE e.id = ANY ($1::uuid[])
