-- @param $1:chargeReference
SELECT
-- @include connectors/sandbox/_columns
FROM sandbox_operation
 WHERE provider_reference = $1 AND operation IN ('charge', 'payout') FOR UPDATE
