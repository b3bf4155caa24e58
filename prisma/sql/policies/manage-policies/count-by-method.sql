-- Active policies whose payment method collects nothing, or soon will not, each counted up to a limit.
-- @param $1:merchantId?
-- @param $2:limit
-- @param $3:lapsesBy
-- @param $4:unansweredSince
SELECT 'blocked' AS method, count(*)::int AS count FROM (
  SELECT FROM policy_payment_method m JOIN policy c ON c.policyholder_id = m.policyholder_id
    AND m.id = method_of_policy(c.id, c.payment_method_id)
  WHERE m.banv_status = 'blocked' AND c.status = 'active' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  LIMIT $2) blocked
UNION ALL
SELECT 'unverified', count(*)::int FROM (
  SELECT FROM policy_payment_method m JOIN policy c ON c.policyholder_id = m.policyholder_id
    AND m.id = method_of_policy(c.id, c.payment_method_id)
  WHERE m.type = 'debit_order' AND m.banv_status IN ('pending', 'processing', 'failed_verification')
    AND c.status = 'active' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  LIMIT $2) unverified
UNION ALL
SELECT 'lapsing', count(*)::int FROM (
  SELECT FROM policy_payment_method m JOIN policy c ON c.policyholder_id = m.policyholder_id
    AND m.id = method_of_policy(c.id, c.payment_method_id)
  WHERE m.type = 'card' AND card_end(m.details) <= $3::timestamptz
    AND c.status = 'active' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  LIMIT $2) lapsing
UNION ALL
SELECT 'unanswered', count(*)::int FROM (
  SELECT FROM mandate m JOIN policy c ON c.payment_method_id = m.payment_method_id
    JOIN connection o ON o.id = m.connection_id
  WHERE m.state = 'waiting' AND m.unanswered_since <= $4::timestamptz AND o.disconnected_at IS NULL
    AND c.status = 'active' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  LIMIT $2) unanswered
