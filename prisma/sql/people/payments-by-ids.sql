-- Payments by their ids, newest first.
-- @param $1:ids
-- @param $2:merchantId?
-- @param $3:limit
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
  SELECT * FROM payment WHERE id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR merchant_id = $2)
  ORDER BY created_at DESC, id DESC LIMIT $3) p
-- @include payments/_shown-joins
ORDER BY p.created_at DESC, p.id DESC
