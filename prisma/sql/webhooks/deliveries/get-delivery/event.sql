-- @param $1:id
SELECT o.event_id AS "eventId", d.type, o.merchant_id AS "merchantId", o.payment_id AS "paymentId",
  o.object_id AS "objectId", o.data, o.occurred_at AS "occurredAt", o.request_id AS "requestId"
FROM webhook_delivery d JOIN outbox o ON o.id = d.outbox_id WHERE d.id = $1
