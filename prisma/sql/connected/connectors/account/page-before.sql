-- @param $1:merchantId?
-- @param $2:at?
-- @param $3:id?
-- @param $4:limit
-- @include connected/connectors/account/_select
WHERE ($1::uuid IS NULL OR a.merchant_id = $1)
  AND ($2::timestamptz IS NULL OR (a.created_at, a.id) > ($2::timestamptz, $3::uuid))
ORDER BY a.created_at ASC, a.id ASC LIMIT $4
