-- @param $1:id
SELECT
-- @include webhooks/deliveries/_delivery-columns
FROM webhook_delivery d
-- @include webhooks/deliveries/_delivery-joins
WHERE d.id = $1 FOR NO KEY UPDATE OF d
