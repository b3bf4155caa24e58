-- The attempt that a provider's own reference is of.
-- @param $1:providerReference
-- @param $2:connectionId
-- @param $3:operation
SELECT
-- @include payments/_attempt-columns
  , p.kind
FROM attempt t JOIN payment p ON p.id = t.payment_id
WHERE t.provider_reference = $1 AND t.operation = $3
  AND coalesce(t.connection_id, '00000000-0000-4000-8000-00005a4db0c5') = $2
