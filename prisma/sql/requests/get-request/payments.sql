-- What a job did later in the request's name is found by the audit log.
-- @param $1:requestId
-- @param $2:madeMax
SELECT p.id, p.kind, p.status, p.amount_minor AS "amountMinor", p.currency, p.precision, p.type FROM payment p
WHERE p.id IN (
  SELECT payment_id FROM request_payment WHERE request_id = $1::uuid
  UNION SELECT object_id::uuid FROM audit_entry WHERE request_id = $1::text AND object_type = 'payment')
ORDER BY p.id LIMIT $2
