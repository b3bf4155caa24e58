-- The accounts in each of some pools, the oldest first, up to a limit.
-- @param $1:poolIds
-- @param $2:limit
SELECT p.id AS "poolId", array(
-- @include connected/pools/_accounts
LIMIT $2) AS "accountIds"
FROM connected_pool p WHERE p.id = ANY ($1::uuid[])
