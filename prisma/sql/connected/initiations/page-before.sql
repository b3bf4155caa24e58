-- @param $1:merchantId?
-- @param $2:at?
-- @param $3:id?
-- @param $4:limit
-- @include connected/initiations/_select
WHERE ($1::uuid IS NULL OR i.merchant_id = $1) AND i.deleted_at IS NULL
  AND ($2::timestamptz IS NULL OR (i.created_at, i.id) > ($2::timestamptz, $3::uuid))
ORDER BY i.created_at ASC, i.id ASC LIMIT $4
