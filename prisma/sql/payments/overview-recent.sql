-- @param $1:limit
-- @param $2:merchantId?
-- @param $3:mode?
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
  SELECT * FROM payment p
  WHERE ($2::uuid IS NULL OR p.merchant_id = $2)
    AND ($3::text IS NULL OR coalesce(p.mode = 'test', false) = ($3 = 'test'))
  ORDER BY created_at DESC, id DESC LIMIT $1) p
-- @include payments/_shown-joins
ORDER BY p.created_at DESC, p.id DESC
