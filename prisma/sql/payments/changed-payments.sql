-- Payments as a list shows them now, each with whether a search would still find it.
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
, coalesce((
true -- @replace search
), false) AS fits
FROM payment p
-- @include payments/_shown-joins
WHERE true -- @replace these
