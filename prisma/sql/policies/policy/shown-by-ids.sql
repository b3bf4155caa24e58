-- As they are shown, each with what is owed on it.
-- @param $1:ids
SELECT
-- @include policies/_policy-columns
-- @include policies/_balance-column
FROM policy c WHERE c.id = ANY ($1::uuid[])
