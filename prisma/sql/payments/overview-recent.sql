-- @param $1:limit
-- @param $2:merchantId?
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
  SELECT * FROM payment WHERE $2::uuid IS NULL OR merchant_id = $2 ORDER BY created_at DESC, id DESC LIMIT $1) p
-- @include payments/_shown-joins
ORDER BY p.created_at DESC, p.id DESC
