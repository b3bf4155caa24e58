-- The newest payments since an instant that may have been paid twice, as the text of an array.
-- @param $1:since
-- @param $2:merchantId?
-- @param $3:limit
WITH kept AS MATERIALIZED (
-- @include payments/duplicates/_kept
  AND p.created_at >= $1 AND ($2::uuid IS NULL OR p.merchant_id = $2)
), pair AS (
-- @include payments/duplicates/_pairs
)
SELECT coalesce(array_agg(f.id), '{}')::text AS ids
FROM (SELECT id FROM pair GROUP BY id ORDER BY max(created_at) DESC, id DESC LIMIT $3) f
