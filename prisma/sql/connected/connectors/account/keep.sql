-- Accounts by what their wire ids say, each with its place in what was asked for. They stay until the transaction ends, and
-- are locked in the order in which a removal locks them, so that neither waits for the other in vain.
-- @param $1:providers
-- @param $2:connectorReferences
-- @param $3:references
-- @param $4:merchantId?
SELECT w.place::int AS place, a.id, a.merchant_id AS "merchantId"
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (provider, connector_reference, reference, place)
JOIN connector k ON k.provider = w.provider AND k.reference = w.connector_reference
JOIN connected_account a ON a.connector_id = k.id AND text_key(a.reference) = text_key(w.reference)
  AND a.reference = w.reference
WHERE $4::uuid IS NULL OR a.merchant_id = $4
ORDER BY a.id
FOR KEY SHARE OF a
