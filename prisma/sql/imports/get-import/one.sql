-- @param $1:id
-- @param $2:merchantId?
-- @include imports/_select
WHERE i.id = $1 AND ($2::uuid IS NULL OR k.merchant_id = $2)
