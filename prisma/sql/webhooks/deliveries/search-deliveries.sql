SELECT
-- @include webhooks/deliveries/_delivery-columns
FROM (
SELECT * FROM webhook_delivery d -- @replace found
) d
-- @include webhooks/deliveries/_delivery-joins
ORDER BY d.created_at -- @replace order
