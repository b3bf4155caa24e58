SELECT
-- @include connected/payments/_shown-columns
FROM payment p
-- @include connected/payments/_connected-joins
WHERE true -- @replace page
