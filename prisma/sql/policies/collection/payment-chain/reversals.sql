-- The reversals of these payments, and what one that is itself a reversal gave back.
-- @param $1:ids
-- @param $2:reversalOf?
SELECT
-- @include policies/payments/_policy-payment-columns
FROM
-- @include policies/payments/_policy-payment-from
WHERE y.payment_id IN (
  SELECT r.payment_id FROM policy_payment r WHERE r.reversal_of = ANY ($1::uuid[])
  UNION SELECT $2::uuid WHERE $2::uuid IS NOT NULL)
ORDER BY p.created_at
