-- The same page with the whole history of each payment. Amounts of the history are text: JSON's numbers are not exact.
-- @notnull history
SELECT
-- @include connected/payments/_shown-columns
-- @include connected/payments/_history
FROM payment p
-- @include connected/payments/_connected-joins
WHERE true -- @replace page
