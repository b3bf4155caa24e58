-- What is before it in its order goes first: without this it would wait for their next attempts.
-- @param $1:id
-- @param $2:now
UPDATE webhook_delivery earlier SET next_attempt_at = $2, round_attempts = 0, updated_at = $2
FROM webhook_delivery d
WHERE d.id = $1 AND earlier.endpoint_id = d.endpoint_id AND earlier.subject = d.subject
  AND earlier.outbox_id < d.outbox_id AND earlier.next_attempt_at IS NOT NULL AND NOT earlier.sending
  AND earlier.next_attempt_at > $2
