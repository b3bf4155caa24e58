-- In the order of their ids, so that two who change several never wait for each other.
-- @param $1:ids
SELECT
-- @include policies/_policy-columns
-- @include policies/_balance-column
FROM policy c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR NO KEY UPDATE OF c
