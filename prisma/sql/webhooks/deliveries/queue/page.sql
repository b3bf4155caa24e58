-- @param $1:endpointId
-- @param $2:types
-- @param $3:state?
-- @param $4:from?
-- @param $5:to?
-- @param $6:merchantId?
-- @param $7:limit
-- @param $8:offset
SELECT
-- @include webhooks/deliveries/_delivery-columns
, o.merchant_id AS "merchantId", o.object_id AS "objectId", o.data, o.occurred_at AS "occurredAt",
  a.started_at AS "lastAttemptAt", a.duration_ms AS "lastDurationMs"
FROM webhook_delivery d
-- @include webhooks/deliveries/_delivery-joins
LEFT JOIN webhook_attempt a ON a.delivery_id = d.id AND a.number = d.attempts
WHERE
-- @include webhooks/deliveries/queue/_chosen
ORDER BY d.created_at DESC, d.id DESC LIMIT $7 OFFSET $8
