-- @param $1:importsListedMax
-- @param $2:merchantId?
-- @param $3:refusedSince
-- @include imports/_select
WHERE ($2::uuid IS NULL OR k.merchant_id = $2)
AND c.refused > 0 AND i.created_at >= $3 -- @if refusedSince
ORDER BY i.created_at DESC, i.id DESC LIMIT $1
