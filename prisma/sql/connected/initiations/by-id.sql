-- @param $1:id
-- @include connected/initiations/_select
WHERE i.id = $1
