-- @param $1:importsListedMax
-- @include imports/_select
ORDER BY i.created_at DESC, i.id DESC LIMIT $1
