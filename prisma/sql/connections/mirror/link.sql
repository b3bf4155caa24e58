-- @param $1:connectorId
-- @param $2:reference
-- @param $3:paymentId
-- @param $4:ours
-- @param $5:balance
INSERT INTO mirrored_payment AS m (connector_id, reference, payment_id, ours, balance, read_at)
VALUES ($1, $2, $3, $4, $5::jsonb, clock_timestamp())
ON CONFLICT (connector_id, reference) DO UPDATE SET balance = excluded.balance, read_at = excluded.read_at
WHERE m.balance <> excluded.balance
