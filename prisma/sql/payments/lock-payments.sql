-- In the order of their ids: whoever locks many never waits for somebody who waits for them.
-- @param $1:ids
SELECT
-- @include payments/_payment-columns
FROM payment p WHERE p.id = ANY ($1::uuid[]) ORDER BY p.id FOR UPDATE
