-- @param $1:disputeReference
SELECT
-- @include connectors/sandbox/_columns
FROM sandbox_operation WHERE parent_reference = $1 AND operation = 'evidence' AND state = 'succeeded'
