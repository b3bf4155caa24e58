-- @param $1:endpointId
-- @param $2:types
-- @param $3:state?
-- @param $4:from?
-- @param $5:to?
-- @param $6:merchantId?
SELECT count(*) AS total FROM webhook_delivery d WHERE
-- @include webhooks/deliveries/queue/_chosen
