-- @param $1:id
-- @param $2:now
UPDATE policy_payment_coupon u SET status = 'cancelled', updated_at = $2 WHERE u.id = $1 RETURNING
-- @include policies/coupons/_columns
