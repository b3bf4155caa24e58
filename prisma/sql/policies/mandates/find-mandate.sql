-- The agreement a provider names: by the id it was told, else by its own reference or by what charges by it.
-- @param $1:connectionId
-- @param $2:mandateId?
-- @param $3:providerReference
SELECT m.id FROM mandate m
WHERE m.connection_id = $1 AND (m.id = $2 OR m.provider_reference = $3 OR m.charge_token = $3)
ORDER BY coalesce(m.id = $2, false) DESC, m.updated_at DESC LIMIT 1
