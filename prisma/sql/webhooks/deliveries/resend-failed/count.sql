-- @param $1:endpointId?
-- @param $2:since
-- @param $3:resendDeliveriesMax
-- @param $4:countedAt
SELECT count(*)::int AS count FROM (
-- @include webhooks/deliveries/_chosen
LIMIT $3) chosen
