-- The attempt that was sent through a connection, or through one that was disconnected from the same account: by the id the
-- provider was told, else by the provider's own reference.
-- @param $1:attemptId?
-- @param $2:providerReference
-- @param $3:connectionId
-- @param $4:operation
SELECT
-- @include payments/_attempt-columns
  , p.kind, p.currency, p.status AS "paymentStatus"
FROM attempt t JOIN payment p ON p.id = t.payment_id
WHERE (t.id = $1 OR t.provider_reference = $2) AND t.operation = $4
  AND (coalesce(t.connection_id, '00000000-0000-4000-8000-00005a4db0c5') = $3 OR t.connection_id IN (
    SELECT e.id FROM connection here
    JOIN connection e ON e.provider = here.provider AND e.account_reference = here.account_reference AND e.live = here.live
    WHERE here.id = $3 AND e.disconnected_at IS NOT NULL AND (here.merchant_id IS NULL OR here.merchant_id = p.merchant_id)))
ORDER BY coalesce(t.id = $1, false) DESC, t.connection_id = $3 DESC LIMIT 1
