-- @param $1:providerReference
SELECT coalesce(sum(amount_minor), 0)::bigint AS "refundedMinor" FROM sandbox_operation
WHERE parent_reference = $1 AND operation = 'refund' AND state = 'succeeded'
