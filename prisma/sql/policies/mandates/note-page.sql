-- Kept only while the payer has not agreed: what the provider has said since is worth more.
-- @param $1:id
-- @param $2:providerReference
-- @param $3:now
UPDATE mandate SET provider_reference = $2, updated_at = $3,
  unanswered_since = NULL, asks = 0, last_asked_at = NULL, last_heard = NULL
WHERE id = $1 AND state = 'waiting'
