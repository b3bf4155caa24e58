-- @param $1:eventId
-- @param $2:id
SELECT d.id FROM outbox o JOIN webhook_delivery d ON d.outbox_id = o.id AND d.endpoint_id = $2
WHERE o.event_id = $1
