-- @param $1:paymentId
-- @param $2:paymentDeliveriesMax
SELECT
-- @include webhooks/deliveries/_delivery-columns
FROM webhook_delivery d
-- @include webhooks/deliveries/_delivery-joins

 WHERE d.payment_id = $1 ORDER BY d.outbox_id DESC, e.id LIMIT $2
