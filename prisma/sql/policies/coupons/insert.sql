-- @param $1:id
-- @param $2:merchantId
-- @param $3:policyId
-- @param $4:type
-- @param $5:amountMinor?
-- @param $6:redeemableFrom?
-- @param $7:redeemableTo?
-- @param $8:reason?
-- @param $9:createdBy
-- @param $10:now
INSERT INTO policy_payment_coupon AS u (
  id, merchant_id, policy_id, type, status, amount_minor, redeemable_from, redeemable_to, reason, created_by, created_at,
  updated_at)
VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9::jsonb, $10, $10) RETURNING
-- @include policies/coupons/_columns
