-- @param $1:attemptId
SELECT
-- @include connectors/sandbox/_columns
FROM sandbox_operation WHERE idempotency_key = $1
