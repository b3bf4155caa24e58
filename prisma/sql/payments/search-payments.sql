-- A page of a search.
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
SELECT * FROM payment p -- @replace found
) p
-- @include payments/_shown-joins
ORDER BY p.created_at -- @replace order
