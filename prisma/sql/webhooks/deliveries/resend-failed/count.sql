-- @param $1:endpointId?
-- @param $2:since
-- @param $3:resendDeliveriesMax
SELECT count(*)::int AS count FROM (
-- @include webhooks/deliveries/_chosen
LIMIT $3) chosen
