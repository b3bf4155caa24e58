-- @param $1:endpointId?
-- @param $2:since
-- @param $3:countedAt
-- @param $4:types?
-- @param $5:until?
-- @param $6:resendDeliveriesMax
SELECT count(*)::int AS count FROM (
-- @include webhooks/deliveries/_chosen
LIMIT $6) chosen
