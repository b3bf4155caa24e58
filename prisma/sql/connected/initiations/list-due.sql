-- Approved initiations whose day has come, the oldest first, after the one that was looked at last: what cannot be sent keeps
-- nothing else waiting. Those of a paused connector wait until it goes on; what could not be sent waits for a person.
-- @param $1:now
-- @param $2:limit
-- @param $3:merchantId
-- @param $4:except
-- @param $5:afterAt?
-- @param $6:afterId?
SELECT i.id, i.scheduled_at AS "scheduledAt" FROM payment_initiation i JOIN connector k ON k.id = i.connector_id
WHERE i.decision = 'approved' AND i.payment_id IS NULL AND i.unsent_at IS NULL AND i.deleted_at IS NULL AND i.scheduled_at <= $1 AND k.enabled
  AND ($5::timestamptz IS NULL OR (i.scheduled_at, i.id) > ($5::timestamptz, $6::uuid))
  AND i.merchant_id = $3 -- @if merchantId
  AND i.merchant_id <> ALL ($4::uuid[]) -- @if except
ORDER BY i.scheduled_at, i.id LIMIT $2
