-- @param $1:initiationId
-- @param $2:reference
SELECT r.id, r.amount_minor AS "amountMinor", r.description, r.metadata, r.attempt_id AS "attemptId"
FROM payment_initiation_reversal r
WHERE r.initiation_id = $1 AND text_key(r.reference) = text_key($2::text) AND r.reference = $2
