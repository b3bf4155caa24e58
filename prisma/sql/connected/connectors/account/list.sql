-- A page of accounts, by the conditions of a query.
-- @include connected/connectors/account/_select
WHERE
true -- @replace conditions
ORDER BY
a.created_at DESC, a.id DESC LIMIT 15 -- @replace order
