-- @param $1:id
-- @include imports/_select
WHERE i.id = $1
