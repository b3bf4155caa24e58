-- @param $1:id
SELECT
-- @include connected/payments/_connected-columns
FROM payment p
-- @include connected/payments/_connected-joins
WHERE p.id = $1
