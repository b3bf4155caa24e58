-- Approved commissions on one shelf, as the list of that shelf shows them, counted up to a limit.
-- @param $1:merchantId?
-- @param $2:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM commission c
  WHERE ($1::uuid IS NULL OR c.merchant_id = $1)
-- @include referrals/commissions/_shelf
  LIMIT $2) approved
