-- What of a payment arrived on an account's balance, where it has been read.
-- @param $1:paymentId
SELECT m.reference, m.ours, m.balance, m.read_at AS "readAt", k.provider, k.name AS "connectorName"
FROM mirrored_payment m JOIN connector k ON k.id = m.connector_id
WHERE m.payment_id = $1 ORDER BY m.read_at DESC, m.reference LIMIT 20
