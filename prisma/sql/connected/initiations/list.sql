-- A page of initiations, by the conditions of a query.
-- @include connected/initiations/_select
WHERE i.deleted_at IS NULL AND
true -- @replace conditions
ORDER BY
i.created_at DESC, i.id DESC LIMIT 15 -- @replace order
