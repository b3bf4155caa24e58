-- Payments by their wire ids, each with its whole history, in one round trip: one row for each that is there, with the place
-- of what was asked for it, from 1. Amounts of the history are text: JSON's numbers are not exact.
-- @param $1:providers
-- @param $2:connectorReferences
-- @param $3:references
-- @param $4:types
-- @param $5:merchantIds empty for one that any merchant may be
-- @notnull history
SELECT asked.place::int AS place,
-- @include connected/payments/_shown-columns
-- @include connected/payments/_history
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
  WITH ORDINALITY AS asked (provider, connector_reference, reference, type, merchant_id, place)
JOIN connector k ON k.provider = asked.provider AND k.reference = asked.connector_reference
JOIN payment p ON p.connector_id = k.id AND text_key(p.reference) = text_key(asked.reference)
  AND p.reference = asked.reference AND p.type = asked.type
LEFT JOIN connected_payment c ON c.payment_id = p.id
WHERE p.merchant_id = coalesce(nullif(asked.merchant_id, '')::uuid, p.merchant_id)
