-- @param $1:merchantId?
-- @param $2:statuses?
-- @param $3:limit
-- @param $4:offset
SELECT
-- @include policies/batches/_columns
FROM (
  SELECT * FROM payment_batch
  WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::text[] IS NULL OR status = ANY ($2))
  ORDER BY submitted_at DESC, id DESC LIMIT $3 OFFSET $4
) b
-- @include policies/batches/_sums
ORDER BY b.submitted_at DESC, b.id DESC
