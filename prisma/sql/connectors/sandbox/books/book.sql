-- @param $1:attemptId
-- @param $2:operation
-- @param $3:providerReference
-- @param $4:parentReference?
-- @param $5:amountMinor
-- @param $6:currency
-- @param $7:scenario
-- @param $8:state
-- @param $9:declineCode?
-- @param $10:now
INSERT INTO sandbox_operation (idempotency_key, operation, provider_reference, parent_reference, amount_minor,
  currency, scenario, state, decline_code, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
ON CONFLICT (idempotency_key) DO NOTHING
RETURNING
-- @include connectors/sandbox/_columns
