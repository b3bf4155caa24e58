-- Nobody else writes whose a record of this merchant is until the transaction ends.
-- @param $1:merchantId
SELECT pg_advisory_xact_lock(people_lock($1))
