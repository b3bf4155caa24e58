-- What moved between a policyholder and the insurer on a policy: what came in adds, what went out or came back takes away;
-- a redeemed coupon is credited.
-- @param $1:policyId
-- @param $2:limit
-- @param $3:offset
-- @notnull createdAt
-- @notnull amountMinor
-- @notnull paid
-- @notnull balanceMinor
WITH
-- @include policies/ledger/_entries
SELECT payment_id AS "paymentId", coupon_id AS "couponId", sequence, recorded_at AS "createdAt", currency, description,
  amount_minor::text AS "amountMinor", paid,
  (sum(amount_minor) OVER (ORDER BY recorded_at, payment_id, coupon_id, sequence))::text AS "balanceMinor"
FROM entries ORDER BY recorded_at DESC, payment_id DESC, coupon_id DESC, sequence DESC LIMIT $2 OFFSET $3
