-- @param $1:id
-- @param $2:initiationId
-- @param $3:reference
-- @param $4:description
-- @param $5:amountMinor
-- @param $6:metadata
-- @param $7:attemptId
-- @param $8:now
INSERT INTO payment_initiation_reversal (id, initiation_id, reference, description, amount_minor, metadata, attempt_id,
  created_at)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
