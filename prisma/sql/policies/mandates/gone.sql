-- Agreements in force whose method can be charged no more, by how the provider's tokens of them begin or end.
-- @param $1:connectionId
-- @param $2:beginWith?
-- @param $3:endWith?
SELECT m.id, m.provider_reference AS "providerReference" FROM mandate m
WHERE m.connection_id = $1 AND m.state IN ('submitted', 'active')
  AND (starts_with(m.charge_token, $2) OR right(m.charge_token, length($3)) = $3)
