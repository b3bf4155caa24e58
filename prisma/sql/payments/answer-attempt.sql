-- Writes a connector's answer into an attempt that is still open.
-- @param $1:id
-- @param $2:state
-- @param $3:declineCode?
-- @param $4:providerReference?
-- @param $5:raw
-- @param $6:finishedAt?
UPDATE attempt SET state = $2, decline_code = $3, provider_reference = coalesce($4, provider_reference),
  raw = $5::jsonb, finished_at = $6, asks = asks + 1, last_asked_at = clock_timestamp()
WHERE id = $1 AND state IN ('started', 'requires_action', 'processing', 'unknown')
