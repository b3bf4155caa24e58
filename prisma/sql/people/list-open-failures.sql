-- Payments of a person that failed, or whose last attempt was declined; with the first attempt of a policy payment, by whose
-- chain it is judged, and the attempt of it that waits, is under way or has succeeded.
-- @param $1:customerIds
-- @param $2:policyholderIds
-- @param $3:referralIds
-- @param $4:accountIds
-- @param $5:limit
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
, tried.original_id AS "originalId", tried.failure_reason AS "failureReason", again.status AS "againStatus",
  again.action_date AS "againAt", l.expires_at AS "linkExpiresAt"
FROM (
  SELECT * FROM payment WHERE (stage = 'failed' OR stage = 'pending' AND failure_code IS NOT NULL) AND id IN (
-- @include people/_payments-of
  ) ORDER BY created_at DESC, id DESC LIMIT $5) p
-- @include payments/_shown-joins
LEFT JOIN policy_payment tried ON tried.payment_id = p.id AND p.kind = 'policy'
LEFT JOIN LATERAL (
  SELECT q.status, r.action_date FROM policy_payment r JOIN payment q ON q.id = r.payment_id
  WHERE r.original_id = tried.original_id AND r.live LIMIT 1) again ON true
LEFT JOIN checkout_link l ON l.payment_id = p.id
ORDER BY p.created_at DESC, p.id DESC
