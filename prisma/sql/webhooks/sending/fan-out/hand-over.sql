-- A transaction that began early and ended late has an older xid than one that changed the same payment before it. What
-- is behind in the payment's own order is therefore taken along, and met again later as what is there already. The
-- endpoints are locked, so that one that is deleted just now gets nothing more. What a merchant's test clock has dated ahead
-- comes to be now. A policy payment that is recorded as succeeded or failed is told as one that became so to an endpoint that
-- hears of it by that name alone.
-- @param $1:ids
-- @param $2:xid
-- @param $3:headId
-- @param $4:paymentIds
-- @param $5:lastIds
-- @param $6:now
WITH event AS (
  SELECT o.id, o.type, o.merchant_id, o.payment_id, o.object_id, o.occurred_at, o.data FROM outbox o
  WHERE o.id = ANY ($1::bigint[])
  UNION
  SELECT o.id, o.type, o.merchant_id, o.payment_id, o.object_id, o.occurred_at, o.data
  FROM unnest($4::uuid[], $5::bigint[]) AS last (payment_id, id)
  JOIN outbox o ON o.payment_id = last.payment_id AND o.id < last.id
  WHERE (o.xid, o.id) > ($2::text::xid8, $3::bigint)
)
INSERT INTO webhook_delivery (
  id, endpoint_id, outbox_id, type, payment_id, subject, next_attempt_at, created_at, updated_at)
SELECT gen_random_uuid(), e.id, o.id, t.type, o.payment_id, s.subject, greatest($6, b.until), least(o.occurred_at, $6), $6
FROM event o
JOIN webhook_endpoint e ON e.deleted_at IS NULL
  AND (e.merchant_id IS NULL OR e.merchant_id = o.merchant_id)
CROSS JOIN LATERAL (
  SELECT CASE WHEN o.type = 'payment.created' AND o.data ->> 'kind' = 'policy' THEN
    CASE o.data ->> 'status' WHEN 'succeeded' THEN 'payment.succeeded' WHEN 'failed' THEN 'payment.failed' END END AS became) r
CROSS JOIN LATERAL (
  SELECT CASE WHEN cardinality(e.event_types) = 0 OR o.type = ANY (e.event_types) THEN o.type
    WHEN e.hears_recorded AND r.became = ANY (e.event_types) THEN r.became END AS type) t
CROSS JOIN LATERAL (SELECT coalesce(o.payment_id::text, o.object_id) AS subject) s
LEFT JOIN LATERAL (
  SELECT max(w.next_attempt_at) AS until FROM webhook_delivery w
  WHERE w.endpoint_id = e.id AND w.subject = s.subject AND w.next_attempt_at IS NOT NULL) b ON true
WHERE o.type <> 'webhook.test' AND t.type IS NOT NULL
ORDER BY o.id
FOR SHARE OF e
ON CONFLICT (endpoint_id, outbox_id) DO NOTHING
