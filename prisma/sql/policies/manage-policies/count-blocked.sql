-- Active policies whose payment method is blocked, counted up to a limit.
-- @param $1:merchantId?
-- @param $2:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM policy_payment_method m JOIN policy c ON c.payment_method_id = m.id
  WHERE m.banv_status = 'blocked' AND c.status = 'active' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  LIMIT $2) blocked
