-- @param $1:endpointId
-- @param $2:subject
-- @param $3:outboxId
-- @param $4:next
UPDATE webhook_delivery SET next_attempt_at = $4
WHERE endpoint_id = $1 AND subject = $2 AND next_attempt_at IS NOT NULL AND outbox_id > $3 AND NOT sending
