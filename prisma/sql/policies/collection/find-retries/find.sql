-- A page is chosen first, by index; what belongs to its rows is read of them alone.
-- @param $1:merchantId?
-- @param $2:state?
-- @param $3:originalIds?
-- @param $4:max
-- @param $5:offset
-- @param $6:olderThan
-- @param $7:olderThanId
-- @notnull retriesAllowed
SELECT o.payment_id AS "originalId", l.payment_id AS "latestId", l.status AS "latestStatus", o.policy_id AS "policyId",
  c.policy_number AS "policyNumber", concat_ws(' ', h.first_name, h.last_name) AS "holderName",
  o.amount_minor AS "amountMinor", q.currency, q.description, o.collection_type AS "collectionType",
  m.type AS "methodType", m.last4 AS "methodLast4", m.banv_status IS NOT DISTINCT FROM 'blocked' AS "methodBlocked",
  m.blocked_reason AS "blockedReason", c.status = 'active' AS "policyActive", f.failure_reason AS "failureReason",
  f.failure_code AS "failureCode", f.failure_action AS "failureAction", f.type AS "failedMethodType", u.failed_at AS "failedAt",
  l.retry_number AS "retriesMade", q.merchant_id AS "merchantId", l.payment_type AS "paymentType",
  l.collection_type AS "latestCollectionType", a.connection_id AS "agreedAt",
  CASE WHEN (d.settings #>> '{billing,retryFailedPayments,enabled}')::boolean
    THEN (d.settings #>> '{billing,retryFailedPayments,numberOfRetries}')::int ELSE 0 END AS "retriesAllowed",
  CASE WHEN l.status = 'pending' THEN l.action_date END AS "nextAttemptAt"
FROM (
  SELECT u.original_id, u.failed_at FROM unrecovered_premium u WHERE
  -- @include policies/collection/_unrecovered-where
  AND ($3::uuid[] IS NULL OR u.original_id = ANY ($3))
  AND (u.failed_at, u.original_id) < ($6, $7) -- @if olderThan
  ORDER BY u.failed_at DESC, u.original_id DESC LIMIT $4 OFFSET $5) u
JOIN policy_payment o ON o.payment_id = u.original_id
JOIN payment q ON q.id = o.payment_id
JOIN LATERAL (
  SELECT y.payment_id, y.retry_number, y.action_date, y.payment_method_id, y.payment_type, y.collection_type, p.status
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id
  WHERE y.original_id = o.payment_id ORDER BY y.retry_number DESC LIMIT 1) l ON true
JOIN LATERAL (
  SELECT y.failure_reason, p.failure_code, y.failure_action, w.type
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id
  JOIN policy_payment_method w ON w.id = y.payment_method_id
  WHERE y.original_id = o.payment_id AND p.status = 'failed' ORDER BY y.retry_number DESC LIMIT 1) f ON true
JOIN policy c ON c.id = o.policy_id
JOIN policyholder h ON h.id = c.policyholder_id
JOIN product_module d ON d.id = c.product_module_id
JOIN policy_payment_method m ON m.id = CASE
  WHEN l.status IN ('failed', 'cancelled') AND l.payment_type = 'premium'
    AND l.collection_type NOT IN ('other', 'collection_module')
  THEN coalesce(c.payment_method_id, l.payment_method_id) ELSE l.payment_method_id END
LEFT JOIN mandate a ON a.payment_method_id = m.id AND a.state IN ('submitted', 'active')
ORDER BY u.failed_at DESC, o.payment_id DESC
