-- @param $1:id
-- @param $2:merchantId
-- @param $3:connectorId
-- @param $4:reference
-- @param $5:type
-- @param $6:description
-- @param $7:currency
-- @param $8:precision
-- @param $9:amountMinor
-- @param $10:sourceAccountId?
-- @param $11:destinationAccountId
-- @param $12:scheduledAt
-- @param $13:metadata
-- @param $14:now
INSERT INTO payment_initiation (id, merchant_id, connector_id, reference, type, description, currency, precision,
  amount_minor, source_account_id, destination_account_id, scheduled_at, metadata, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14)
ON CONFLICT (text_key(reference), connector_id) DO NOTHING RETURNING id
