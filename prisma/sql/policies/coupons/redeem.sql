-- @param $1:id
-- @param $2:amountMinor
-- @param $3:paymentDate
-- @param $4:billingDate?
-- @param $5:now
UPDATE policy_payment_coupon u SET status = 'redeemed', amount_minor = $2, payment_date = $3, billing_date = $4,
  redeemed_at = $5, updated_at = $5
WHERE u.id = $1 RETURNING
-- @include policies/coupons/_columns
