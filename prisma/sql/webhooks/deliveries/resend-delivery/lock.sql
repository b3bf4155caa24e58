-- @param $1:id
-- @param $2:merchantId?
SELECT
-- @include webhooks/deliveries/_delivery-columns
FROM webhook_delivery d
-- @include webhooks/deliveries/_delivery-joins
WHERE d.id = $1 AND ($2::uuid IS NULL OR e.merchant_id = $2 AND o.merchant_id = $2) FOR NO KEY UPDATE OF d
